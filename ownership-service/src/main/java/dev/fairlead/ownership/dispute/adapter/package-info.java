/** Disputes, their statements and evidence, in tables and over HTTP. */
@NullMarked
package dev.fairlead.ownership.dispute.adapter;

import org.jspecify.annotations.NullMarked;
