/** Facts the detectors look at, violations, penalties and rules: tables and HTTP. */
@NullMarked
package dev.fairlead.ownership.conduct.adapter;

import org.jspecify.annotations.NullMarked;
