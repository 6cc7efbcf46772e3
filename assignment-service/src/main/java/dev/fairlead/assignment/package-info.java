/**
 * Decides who gets a lead, by the company's rules, fairly, and can say why. Three features: the
 * {@code roster} of those who may get leads, the {@code policy} that says how, and the {@code
 * decision} that comes of both.
 */
@NullMarked
package dev.fairlead.assignment;

import org.jspecify.annotations.NullMarked;
