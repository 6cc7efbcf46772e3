/** Classes that break a rule of the house, to see the rule fail. */
@NullMarked
package dev.fairlead.kit.broken.util;

import org.jspecify.annotations.NullMarked;
