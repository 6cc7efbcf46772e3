@NullMarked
package dev.fairlead.ownership;

import org.jspecify.annotations.NullMarked;
