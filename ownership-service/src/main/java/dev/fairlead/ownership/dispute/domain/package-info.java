/** A dispute and how credit is shared. */
@NullMarked
package dev.fairlead.ownership.dispute.domain;

import org.jspecify.annotations.NullMarked;
