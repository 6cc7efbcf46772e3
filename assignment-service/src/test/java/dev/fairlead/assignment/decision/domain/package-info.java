/** Tests of the decider: fairness, gates, traces. */
@NullMarked
package dev.fairlead.assignment.decision.domain;

import org.jspecify.annotations.NullMarked;
