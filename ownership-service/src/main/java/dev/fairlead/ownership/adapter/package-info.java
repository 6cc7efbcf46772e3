/** The ledger's doors: events in, commands and questions over HTTP, tables. */
@NullMarked
package dev.fairlead.ownership.adapter;

import org.jspecify.annotations.NullMarked;
