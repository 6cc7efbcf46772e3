/** Events in, commands and queries over HTTP, and the tables behind them. */
@NullMarked
package dev.fairlead.notification.adapter;

import org.jspecify.annotations.NullMarked;
