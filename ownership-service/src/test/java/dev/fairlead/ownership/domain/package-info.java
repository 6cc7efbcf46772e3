@NullMarked
package dev.fairlead.ownership.domain;

import org.jspecify.annotations.NullMarked;
