/**
 * One small class per kind of connector: how a sender proves itself, what it sends, what it wants
 * to hear.
 */
@NullMarked
package dev.fairlead.intake.kind;

import org.jspecify.annotations.NullMarked;
