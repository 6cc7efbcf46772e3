/** What the columns of a file mean, and how its cells are read, masked and written back. */
@NullMarked
package dev.fairlead.intake.imports.domain;

import org.jspecify.annotations.NullMarked;
