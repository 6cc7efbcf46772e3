/**
 * Files of leads, CSV and XLSX: kept before they are answered, their columns guessed and shown,
 * their rows taken in the background by any replica, each row once whatever breaks.
 */
@NullMarked
package dev.fairlead.intake.imports;

import org.jspecify.annotations.NullMarked;
