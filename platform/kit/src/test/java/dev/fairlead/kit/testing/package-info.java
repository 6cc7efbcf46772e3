/**
 * What the services' tests share: real servers started once per build, tokens, events sent and
 * read, the rules of the architecture.
 */
@NullMarked
package dev.fairlead.kit.testing;

import org.jspecify.annotations.NullMarked;
