/**
 * The textbook's multithreaded client: a page of many parts from a server that answers each after a
 * network-like delay, fetched in four ways. {@link dev.holdup.samples.webclient.WebClient} is the
 * client to observe, {@link dev.holdup.samples.webclient.DistantServer} the server, in a process of
 * its own.
 */
@NullMarked
package dev.holdup.samples.webclient;

import org.jspecify.annotations.NullMarked;
