/** The tables behind the reports, and reports as JSON and CSV. */
@NullMarked
package dev.fairlead.ownership.report.adapter;

import org.jspecify.annotations.NullMarked;
