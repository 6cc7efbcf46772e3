/** What a report is about and how its figures are written. */
@NullMarked
package dev.fairlead.ownership.report.domain;

import org.jspecify.annotations.NullMarked;
