@NullMarked
package dev.fairlead.ownership.conduct;

import org.jspecify.annotations.NullMarked;
