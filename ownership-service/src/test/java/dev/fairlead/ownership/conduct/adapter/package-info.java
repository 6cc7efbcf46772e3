@NullMarked
package dev.fairlead.ownership.conduct.adapter;

import org.jspecify.annotations.NullMarked;
