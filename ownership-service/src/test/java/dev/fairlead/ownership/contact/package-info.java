@NullMarked
package dev.fairlead.ownership.contact;

import org.jspecify.annotations.NullMarked;
