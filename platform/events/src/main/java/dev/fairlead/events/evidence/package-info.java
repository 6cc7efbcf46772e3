/**
 * Evidence of the ledger: how its entries are hashed into a chain per lead, and how a pack of them
 * is verified by somebody who trusts neither the database nor us.
 *
 * <p>The hash of an entry is SHA-256, in lower-case hex, over the UTF-8 bytes of the entry's
 * canonical JSON ({@link dev.fairlead.events.evidence.CanonicalJson}) without its members {@code
 * hash}, {@code reason}, {@code reasonSalt}, {@code note} and {@code noteSalt}. It covers {@code
 * previousHash}, which for the first entry is the genesis of the lead. Words that people typed are
 * covered by {@code reasonHash} and {@code noteHash} only, so that they can be erased without
 * breaking the chain.
 */
@NullMarked
package dev.fairlead.events.evidence;

import org.jspecify.annotations.NullMarked;
