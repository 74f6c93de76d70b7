/** The agent: start, options, recording, self-test, capability record, exit report. */
@NullMarked
package dev.holdup.agent;

import org.jspecify.annotations.NullMarked;
