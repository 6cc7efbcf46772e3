/** The detectors' rules and what they find, decided from facts that are passed in. */
@NullMarked
package dev.fairlead.ownership.conduct.domain;

import org.jspecify.annotations.NullMarked;
