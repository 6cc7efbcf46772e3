/** Tests of the assignment service as a whole. */
@NullMarked
package dev.fairlead.assignment;

import org.jspecify.annotations.NullMarked;
