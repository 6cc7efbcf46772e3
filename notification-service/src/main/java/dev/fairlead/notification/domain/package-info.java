/** Who is told what, in which words and how often it is tried; pure, time is passed in. */
@NullMarked
package dev.fairlead.notification.domain;

import org.jspecify.annotations.NullMarked;
