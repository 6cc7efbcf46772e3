/** Tests. */
@NullMarked
package dev.fairlead.assignment.roster.adapter;

import org.jspecify.annotations.NullMarked;
