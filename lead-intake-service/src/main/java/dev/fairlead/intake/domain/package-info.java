/**
 * What a submission says and whose lead it is, decided without a server: readings, refusals,
 * identities, the region tree and the recognition of a person met before.
 */
@NullMarked
package dev.fairlead.intake.domain;

import org.jspecify.annotations.NullMarked;
