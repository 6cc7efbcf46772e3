/** The words of notices as an admin may change them, by kind of notice and language. */
@NullMarked
package dev.fairlead.notification.template;

import org.jspecify.annotations.NullMarked;
