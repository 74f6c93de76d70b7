/**
 * A story that needs real libraries: a connection pool and a database. In a module of its own, so
 * that the other stories run on nothing but a JDK.
 */
@NullMarked
package dev.holdup.samples.jdbc;

import org.jspecify.annotations.NullMarked;
