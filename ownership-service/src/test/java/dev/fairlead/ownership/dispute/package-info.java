@NullMarked
package dev.fairlead.ownership.dispute;

import org.jspecify.annotations.NullMarked;
