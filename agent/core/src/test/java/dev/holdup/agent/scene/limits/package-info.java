/** The program behind the table in {@code docs/limits.md}. */
package dev.holdup.agent.scene.limits;
