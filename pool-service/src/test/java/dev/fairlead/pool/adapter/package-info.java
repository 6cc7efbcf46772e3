/** Conditions and documents, without a server. */
@NullMarked
package dev.fairlead.pool.adapter;

import org.jspecify.annotations.NullMarked;
