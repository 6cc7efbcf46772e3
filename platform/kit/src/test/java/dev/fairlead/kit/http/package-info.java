/** What stands between a request and the use cases. */
@NullMarked
package dev.fairlead.kit.http;

import org.jspecify.annotations.NullMarked;
