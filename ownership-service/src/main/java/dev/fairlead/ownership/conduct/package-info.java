/**
 * How reps behave (行为规范): detectors look at what the ledger wrote, find violations, and answer them
 * with penalties, which the rep may appeal against and a manager may lift.
 */
@NullMarked
package dev.fairlead.ownership.conduct;

import org.jspecify.annotations.NullMarked;
