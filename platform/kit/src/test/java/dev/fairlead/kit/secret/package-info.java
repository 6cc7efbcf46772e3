/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.kit.secret;

import org.jspecify.annotations.NullMarked;
