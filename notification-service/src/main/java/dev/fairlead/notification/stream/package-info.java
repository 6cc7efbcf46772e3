/**
 * The live stream: notices committed on any replica reach the streams open on this one, in order
 * and without gap.
 */
@NullMarked
package dev.fairlead.notification.stream;

import org.jspecify.annotations.NullMarked;
