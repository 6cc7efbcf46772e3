/**
 * What every Fairlead service does the same way, and nothing a single service alone needs: the
 * event log and the inbox, batch consumption with dead letters, problem documents, roles,
 * idempotent commands, metrics.
 */
@NullMarked
package dev.fairlead.kit;

import org.jspecify.annotations.NullMarked;
