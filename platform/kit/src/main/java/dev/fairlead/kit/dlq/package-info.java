/** Where records go that cannot be applied, and how they come back. */
@NullMarked
package dev.fairlead.kit.dlq;

import org.jspecify.annotations.NullMarked;
