/** How hooks get into classes: bytecode, and the installation that says what it could not do. */
@NullMarked
package dev.holdup.agent.weave;

import org.jspecify.annotations.NullMarked;
