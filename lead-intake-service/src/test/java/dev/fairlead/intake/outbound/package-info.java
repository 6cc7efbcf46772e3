/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.intake.outbound;

import org.jspecify.annotations.NullMarked;
