/**
 * Channels that an admin configures: webhooks for other systems and bots for groups of people, one
 * small class per kind, with each platform's signature, card, pace and way of saying no.
 */
@NullMarked
package dev.fairlead.notification.hook;

import org.jspecify.annotations.NullMarked;
