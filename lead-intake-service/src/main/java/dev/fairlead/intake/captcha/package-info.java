/** Asks whoever made the riddle on a web page whether a person solved it. */
@NullMarked
package dev.fairlead.intake.captcha;

import org.jspecify.annotations.NullMarked;
