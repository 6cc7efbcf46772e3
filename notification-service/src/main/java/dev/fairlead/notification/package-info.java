/**
 * Tells the right people, once per event, person and channel, after the fact is committed: the use
 * cases.
 */
@NullMarked
package dev.fairlead.notification;

import org.jspecify.annotations.NullMarked;
