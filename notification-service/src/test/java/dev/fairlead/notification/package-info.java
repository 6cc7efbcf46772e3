/** The service on real servers: events in, notices out, over every channel. */
@NullMarked
package dev.fairlead.notification;

import org.jspecify.annotations.NullMarked;
