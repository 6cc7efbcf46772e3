/** The manners of every HTTP answer: problem documents, pages, callers. */
@NullMarked
package dev.fairlead.kit.http;

import org.jspecify.annotations.NullMarked;
