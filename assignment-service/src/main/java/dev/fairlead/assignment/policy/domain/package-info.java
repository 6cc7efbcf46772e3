/**
 * The pure part of the policy: the JDK and this service's own domains, nothing else; time is passed
 * in.
 */
@NullMarked
package dev.fairlead.assignment.policy.domain;

import org.jspecify.annotations.NullMarked;
