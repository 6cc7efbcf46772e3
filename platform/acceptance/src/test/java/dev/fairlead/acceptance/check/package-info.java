/** Each invariant seen holding and seen broken. */
@NullMarked
package dev.fairlead.acceptance.check;

import org.jspecify.annotations.NullMarked;
