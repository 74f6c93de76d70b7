package dev.holdup.drawing;

import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.ThreadState;
import dev.holdup.model.WakeKind;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/** The letters of a drawing: what a state or a wait is called. */
final class WaitText {
    static final List<String> POOL_LOOP =
            List.of(
                    "java.util.concurrent.LinkedBlockingQueue.take:435",
                    "java.util.concurrent.ThreadPoolExecutor.getTask:1070",
                    "java.util.concurrent.ThreadPoolExecutor.runWorker:1130");

    private WaitText() {}

    static boolean isWait(char letter) {
        return "BLWNSJI".indexOf(letter) >= 0;
    }

    static boolean isState(char letter) {
        return "RQCVZU".indexOf(letter) >= 0;
    }

    static ThreadState state(char letter) {
        return switch (letter) {
            case 'Q' -> ThreadState.RUNNABLE_CPU;
            case 'C' -> ThreadState.RUNNABLE_CARRIER;
            case 'V' -> ThreadState.STOPPED_VM;
            case 'Z' -> ThreadState.SPIN;
            case 'U' -> ThreadState.UNKNOWN;
            default -> ThreadState.RUNNING;
        };
    }

    /** A wait of {@code thread}, satisfied, without any edge; {@code argument} stood in (). */
    static Drawing.DrawnWait wait(
            String thread,
            char letter,
            String argument,
            long start,
            long end,
            BiFunction<String, String, IllegalArgumentException> error) {
        Operation operation =
                switch (letter) {
                    case 'B' -> Operation.MONITOR_ENTER;
                    case 'L' -> Operation.LOCK_ACQUIRE;
                    case 'J' -> Operation.THREAD_JOIN;
                    case 'S' -> Operation.THREAD_SLEEP;
                    default -> Operation.QUEUE_TAKE;
                };
        String resource = argument;
        if (letter == 'N' || letter == 'W') {
            int blank = argument.indexOf(' ');
            String word = blank < 0 ? argument : argument.substring(0, blank);
            String prefixed = letter == 'N' && word.indexOf('.') < 0 ? "socket." + word : word;
            boolean named = isOperation(prefixed);
            if (letter == 'N' && !named) {
                throw error.apply("N(<operation> [target])", argument);
            }
            if (named) {
                operation = Operation.ofText(prefixed);
                resource = blank < 0 ? "" : argument.substring(blank + 1);
            }
        }
        String method = operation.text().replace('.', '_').toLowerCase(Locale.ROOT);
        return new Drawing.DrawnWait(
                thread,
                operation,
                resource,
                start,
                end,
                Outcome.SATISFIED,
                "",
                "",
                "",
                end,
                WakeKind.UNPARK,
                Confidence.EXACT,
                Confidence.EXACT,
                letter == 'I' ? POOL_LOOP : List.of("drawing." + thread + "." + method + ":1"));
    }

    private static boolean isOperation(String text) {
        for (Operation operation : Operation.values()) {
            if (operation.text().equals(text)) {
                return true;
            }
        }
        return false;
    }
}
