@NullMarked
package dev.fairlead.ownership.report.domain;

import org.jspecify.annotations.NullMarked;
