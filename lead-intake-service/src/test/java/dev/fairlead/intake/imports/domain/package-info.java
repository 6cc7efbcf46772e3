/** Tests. */
@NullMarked
package dev.fairlead.intake.imports.domain;

import org.jspecify.annotations.NullMarked;
