/** Channels one by one. */
@NullMarked
package dev.fairlead.notification.channel;

import org.jspecify.annotations.NullMarked;
