/** Bodies as senders write them. */
@NullMarked
package dev.fairlead.intake.kind;

import org.jspecify.annotations.NullMarked;
