@NullMarked
package dev.fairlead.ownership.dispute.domain;

import org.jspecify.annotations.NullMarked;
