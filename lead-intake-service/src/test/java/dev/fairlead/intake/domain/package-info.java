/** Decisions of lead intake, without a server. */
@NullMarked
package dev.fairlead.intake.domain;

import org.jspecify.annotations.NullMarked;
