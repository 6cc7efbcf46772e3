/** Transactions over Hibernate Reactive and multi-row statements on the same connection. */
@NullMarked
package dev.fairlead.kit.sql;

import org.jspecify.annotations.NullMarked;
