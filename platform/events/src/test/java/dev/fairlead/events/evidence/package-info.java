@NullMarked
package dev.fairlead.events.evidence;

import org.jspecify.annotations.NullMarked;
