@NullMarked
package dev.fairlead.ownership.report;

import org.jspecify.annotations.NullMarked;
