/** Tests of working hours and regions. */
@NullMarked
package dev.fairlead.assignment.roster.domain;

import org.jspecify.annotations.NullMarked;
