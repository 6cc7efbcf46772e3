/**
 * A running installation as its users and operators see it: over HTTP, over Kafka, through the
 * launcher, and by the process ids and settings it writes down. Nothing here knows a class of the
 * system that it drives.
 */
@NullMarked
package dev.fairlead.acceptance;

import org.jspecify.annotations.NullMarked;
