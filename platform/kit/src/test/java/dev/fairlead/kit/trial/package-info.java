/** A service as small as can be, to try the kit on real servers. */
@NullMarked
package dev.fairlead.kit.trial;

import org.jspecify.annotations.NullMarked;
