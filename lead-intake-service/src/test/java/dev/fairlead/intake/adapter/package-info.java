/** Parts that stand on libraries. */
@NullMarked
package dev.fairlead.intake.adapter;

import org.jspecify.annotations.NullMarked;
