/**
 * The public pool: keeps the leads nobody holds, lets them be claimed one winner at a time, and
 * watches the clock of every protection. It never changes custody itself: a claim and a lapse are
 * proposals that quote the epoch they acted on, and the ledger's answer is followed.
 *
 * <p>The classes of this package are the use cases. Each has one public method, in which the
 * transaction begins or a given one is used.
 */
@NullMarked
package dev.fairlead.pool;

import org.jspecify.annotations.NullMarked;
