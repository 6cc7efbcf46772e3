/**
 * Ways to a person beyond the page, one small class each, and the worker that tries them until they
 * work.
 */
@NullMarked
package dev.fairlead.notification.channel;

import org.jspecify.annotations.NullMarked;
