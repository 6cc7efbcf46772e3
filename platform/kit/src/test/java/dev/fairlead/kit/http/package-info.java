/** What stands between a request and the use cases, and between a use case and the outside. */
@NullMarked
package dev.fairlead.kit.http;

import org.jspecify.annotations.NullMarked;
