/**
 * The rules of pools, claims and clocks, as pure functions over values. Time is always passed in; a
 * refusal is a value.
 */
@NullMarked
package dev.fairlead.pool.domain;

import org.jspecify.annotations.NullMarked;
