package dev.holdup.samples.examples;

import java.util.Arrays;

/**
 * {@code WorkedExamples S01 S06} plays worked examples of docs/blame.md one after the other; one
 * unit of their tables takes about ten milliseconds. It prints a line for each share that must come
 * out: {@code share <victim> <kind> <operation> <culprit> <nanos>}, and {@code idle <thread> - - -
 * <nanos>}. S09 never ends and has to be the last. Threads are named {@code <example>.<name in the
 * table>}.
 */
public final class WorkedExamples {
    private WorkedExamples() {}

    public static void main(String[] args) throws Exception {
        try (Stage warmUp = new Stage("warm-up")) {
            // What a read loads should not be loaded in an example.
            warmUp.readUntil(0);
            if (Arrays.asList(args).contains("S14")) {
                VirtualExamples.warmUp(warmUp);
            }
        }
        for (String example : args) {
            try (Stage stage = new Stage(example)) {
                play(example, stage).print();
            }
        }
    }

    private static Shares play(String example, Stage stage) throws Exception {
        return switch (example) {
            case "S01" -> TaskExamples.loneRead(stage);
            case "S02" -> TaskExamples.parser(stage);
            case "S04" -> LockExamples.convoy(stage, 4, 200);
            case "S05" -> LockExamples.convoy(stage, 4, 100);
            case "S06" -> LockExamples.sleepUnderLock(stage);
            case "S08" -> LockExamples.readerWriter(stage);
            case "S09" -> LockExamples.deadlock(stage);
            case "S11" -> TaskExamples.poolStarvation(stage);
            case "S13" -> VirtualExamples.pinned(stage);
            case "S14" -> VirtualExamples.notPinned(stage);
            case "S16" -> TaskExamples.fanOut(stage);
            case "S18" -> TaskExamples.slowProducer(stage);
            case "S21" -> TaskExamples.timedPolls(stage);
            case "S30" -> LockExamples.notifyThenReEntry(stage);
            case "S34" -> TaskExamples.idleProgram(stage);
            case "S36" -> LockExamples.fieldCase(stage);
            case "S42" -> TaskExamples.callOfServer(stage);
            default ->
                    throw new IllegalArgumentException(
                            "example: expected one of docs/blame.md, found " + example);
        };
    }
}
