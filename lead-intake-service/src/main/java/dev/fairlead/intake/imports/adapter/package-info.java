/** Imports over HTTP and in the database, and the formats of their files. */
@NullMarked
package dev.fairlead.intake.imports.adapter;

import org.jspecify.annotations.NullMarked;
