/**
 * What woven JDK code calls. These classes sit on the boot class path of the observed program, so
 * they use nothing but the JDK, and inside a probe they never park, lock, load a class, allocate
 * without bound, or throw. No lambdas, no enums, no string concatenation at run time: each of them
 * would link code in the middle of the application's wait.
 */
@NullMarked
package dev.holdup.boot;

import org.jspecify.annotations.NullMarked;
