package dev.holdup.agent.scene.limits;

/**
 * One way to block, made to happen, and what a recording should say of it.
 *
 * @param name row of the table, and name of the thread that blocks
 * @param expected operation as the analyzer names it, or a word of {@link Expected}
 * @param outcome how it ends, as the analyzer names it
 * @param hasWaker true if a thread of the program ends it
 * @param act what the thread does
 */
record Situation(String name, String expected, String outcome, boolean hasWaker, Act act) {
    /** Something that blocks; measured by the stage it is given. */
    interface Act {
        void run(Stage stage) throws Exception;
    }
}
