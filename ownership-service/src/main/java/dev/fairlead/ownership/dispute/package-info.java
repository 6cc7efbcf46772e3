/**
 * Disputes (撞单): a rep claims a lead that another owns. Opening one freezes the lead and gathers
 * the evidence; a manager who is no party decides before a deadline.
 */
@NullMarked
package dev.fairlead.ownership.dispute;

import org.jspecify.annotations.NullMarked;
