@NullMarked
package dev.fairlead.ownership.conduct.domain;

import org.jspecify.annotations.NullMarked;
