/** Where the pool meets the world: events in, HTTP, CEL conditions, and the tables. */
@NullMarked
package dev.fairlead.pool.adapter;

import org.jspecify.annotations.NullMarked;
