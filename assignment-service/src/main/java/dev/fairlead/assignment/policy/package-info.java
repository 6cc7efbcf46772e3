/** The versioned rules of assignment: read, checked, kept, activated. */
@NullMarked
package dev.fairlead.assignment.policy;

import org.jspecify.annotations.NullMarked;
