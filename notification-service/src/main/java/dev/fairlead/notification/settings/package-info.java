/**
 * What an admin changes for everybody: who is told what and how, and what happens when nobody
 * follows up.
 */
@NullMarked
package dev.fairlead.notification.settings;

import org.jspecify.annotations.NullMarked;
