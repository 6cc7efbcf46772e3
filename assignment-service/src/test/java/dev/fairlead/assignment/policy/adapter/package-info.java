/** Tests of reading policies. */
@NullMarked
package dev.fairlead.assignment.policy.adapter;

import org.jspecify.annotations.NullMarked;
