/** The pool on real servers. */
@NullMarked
package dev.fairlead.pool;

import org.jspecify.annotations.NullMarked;
