/**
 * Calls to other servers: never to an address inside our own network, never further than one answer
 * of bounded size and time, and without following redirects.
 */
@NullMarked
package dev.fairlead.kit.outbound;

import org.jspecify.annotations.NullMarked;
