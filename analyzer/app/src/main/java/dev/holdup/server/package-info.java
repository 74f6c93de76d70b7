/**
 * The web server of the timeline: loopback only, one random token, built files and JSON or binary
 * answers of {@code dev.holdup.query}.
 */
@NullMarked
package dev.holdup.server;

import org.jspecify.annotations.NullMarked;
