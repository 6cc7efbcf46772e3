/**
 * Identities in the form by which they are compared, and names in the form that gives nobody away.
 */
@NullMarked
package dev.fairlead.ownership.contact.domain;

import org.jspecify.annotations.NullMarked;
