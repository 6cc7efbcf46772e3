/** Commands that may be sent twice and take effect once. */
@NullMarked
package dev.fairlead.kit.command;

import org.jspecify.annotations.NullMarked;
