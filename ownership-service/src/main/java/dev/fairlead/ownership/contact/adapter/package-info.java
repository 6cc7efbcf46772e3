/** Hashed identities, the record of who asked for which, and the question over HTTP. */
@NullMarked
package dev.fairlead.ownership.contact.adapter;

import org.jspecify.annotations.NullMarked;
