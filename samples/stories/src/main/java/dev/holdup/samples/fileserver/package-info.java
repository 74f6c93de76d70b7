/**
 * The textbook's file server: one protocol, one store, one load, and several ways to organise the
 * server's threads. {@link dev.holdup.samples.fileserver.FileServer} is the server, {@link
 * dev.holdup.samples.fileserver.LoadClient} the bounded load from another process.
 */
@NullMarked
package dev.holdup.samples.fileserver;

import org.jspecify.annotations.NullMarked;
