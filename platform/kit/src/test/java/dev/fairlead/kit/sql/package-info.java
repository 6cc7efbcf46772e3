/** Tests of what goes wrong with statements. */
@NullMarked
package dev.fairlead.kit.sql;

import org.jspecify.annotations.NullMarked;
