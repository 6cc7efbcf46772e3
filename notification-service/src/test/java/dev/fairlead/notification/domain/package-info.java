/** The pure part: who is told what, in which words. */
@NullMarked
package dev.fairlead.notification.domain;

import org.jspecify.annotations.NullMarked;
