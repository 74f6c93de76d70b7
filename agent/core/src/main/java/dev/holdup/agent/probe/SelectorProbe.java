package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.RESULT;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.number;

import dev.holdup.boot.Families;
import java.util.List;

/** Selectors: all three forms of select come through one method. */
final class SelectorProbe {

    private SelectorProbe() {}

    static List<Hook> hooks() {
        return List.of(
                Hook.on(
                                Families.SELECTOR,
                                "sun/nio/ch/SelectorImpl",
                                "lockAndDoSelect",
                                "(Ljava/util/function/Consumer;J)I")
                        .entry("Calls", "enter")
                        .exit("TimedHooks", "selectExit", START, SELF, number(1), RESULT, THROWN));
    }
}
