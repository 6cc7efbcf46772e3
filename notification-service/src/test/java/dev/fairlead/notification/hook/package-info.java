/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.notification.hook;

import org.jspecify.annotations.NullMarked;
