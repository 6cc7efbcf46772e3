/**
 * Who may get leads: teams, reps, the region tree, calendars; every change is published in full.
 */
@NullMarked
package dev.fairlead.assignment.roster;

import org.jspecify.annotations.NullMarked;
