/** Tests of the package of the same name. */
@NullMarked
package dev.fairlead.kit.outbound;

import org.jspecify.annotations.NullMarked;
