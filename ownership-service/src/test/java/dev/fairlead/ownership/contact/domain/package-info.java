@NullMarked
package dev.fairlead.ownership.contact.domain;

import org.jspecify.annotations.NullMarked;
