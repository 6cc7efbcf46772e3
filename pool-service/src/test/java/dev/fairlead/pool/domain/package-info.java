/** The rules of pools, claims and clocks, without a server. */
@NullMarked
package dev.fairlead.pool.domain;

import org.jspecify.annotations.NullMarked;
