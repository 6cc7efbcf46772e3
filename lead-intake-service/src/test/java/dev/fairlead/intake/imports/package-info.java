/** Tests. */
@NullMarked
package dev.fairlead.intake.imports;

import org.jspecify.annotations.NullMarked;
