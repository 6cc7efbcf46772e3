/** Tests. */
@NullMarked
package dev.fairlead.assignment.policy.domain;

import org.jspecify.annotations.NullMarked;
