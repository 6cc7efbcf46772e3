/** Secrets that people configure, unreadable in the database and rotated with an overlap. */
@NullMarked
package dev.fairlead.kit.secret;

import org.jspecify.annotations.NullMarked;
