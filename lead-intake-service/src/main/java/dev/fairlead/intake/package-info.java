/**
 * Takes leads from senders: keeps every submission raw, understands it, knows a person again, and
 * publishes each new lead once. The use cases of the service stand here; a transaction starts in
 * them.
 */
@NullMarked
package dev.fairlead.intake;

import org.jspecify.annotations.NullMarked;
