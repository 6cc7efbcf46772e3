/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.notification.template;

import org.jspecify.annotations.NullMarked;
