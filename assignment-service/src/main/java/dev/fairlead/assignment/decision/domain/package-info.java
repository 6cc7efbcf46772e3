/**
 * The pure part of the decision: the JDK and this service's own domains, nothing else; time is
 * passed in.
 */
@NullMarked
package dev.fairlead.assignment.decision.domain;

import org.jspecify.annotations.NullMarked;
