/** Custody and its rules, decided without a server. Time is passed in; a refusal is a value. */
@NullMarked
package dev.fairlead.ownership.domain;

import org.jspecify.annotations.NullMarked;
