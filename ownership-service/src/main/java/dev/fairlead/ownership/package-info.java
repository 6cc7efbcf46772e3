/**
 * The ledger: the one authority on who holds a lead, and for how long. Everybody else proposes and
 * quotes the epoch he acted on; only what still matches is applied.
 */
@NullMarked
package dev.fairlead.ownership;

import org.jspecify.annotations.NullMarked;
