/** Tests. */
@NullMarked
package dev.fairlead.assignment.decision.adapter;

import org.jspecify.annotations.NullMarked;
