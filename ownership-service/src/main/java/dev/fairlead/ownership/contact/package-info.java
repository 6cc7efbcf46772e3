/**
 * "Is this contact taken?": answers from identities that are hashed with a key, tells no more than
 * free, pooled or taken, counts how often somebody asks and writes down every answer.
 */
@NullMarked
package dev.fairlead.ownership.contact;

import org.jspecify.annotations.NullMarked;
