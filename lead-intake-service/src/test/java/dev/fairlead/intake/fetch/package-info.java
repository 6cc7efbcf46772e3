/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.intake.fetch;

import org.jspecify.annotations.NullMarked;
