/** Rules about the shape of the code, shared by the tests of all Java modules. */
@NullMarked
package dev.holdup.architecture;

import org.jspecify.annotations.NullMarked;
