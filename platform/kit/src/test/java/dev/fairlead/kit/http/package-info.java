/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.kit.http;

import org.jspecify.annotations.NullMarked;
