/**
 * The pure part of the roster: the JDK and this service's own domains, nothing else; time is passed
 * in.
 */
@NullMarked
package dev.fairlead.assignment.roster.domain;

import org.jspecify.annotations.NullMarked;
