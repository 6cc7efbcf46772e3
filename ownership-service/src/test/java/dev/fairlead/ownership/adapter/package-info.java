@NullMarked
package dev.fairlead.ownership.adapter;

import org.jspecify.annotations.NullMarked;
