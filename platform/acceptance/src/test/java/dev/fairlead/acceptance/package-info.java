/**
 * Acceptance tests: the real system, started by the launcher once for a whole run and driven from
 * outside. Tests are sentences about what a sender, a rep, a manager or an operator sees.
 */
@NullMarked
package dev.fairlead.acceptance;

import org.jspecify.annotations.NullMarked;
