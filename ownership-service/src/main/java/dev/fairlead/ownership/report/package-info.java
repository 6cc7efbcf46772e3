/**
 * Reports (报表): what became of every ownership, by rep, team, region, source, product line and
 * period, from a table of ownerships that is kept in the ledger's own transactions.
 */
@NullMarked
package dev.fairlead.ownership.report;

import org.jspecify.annotations.NullMarked;
