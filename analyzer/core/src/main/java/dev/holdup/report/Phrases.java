package dev.holdup.report;

import dev.holdup.model.Operation;

/** What a thread in an operation is doing, in words. */
public final class Phrases {
    private Phrases() {}

    /**
     * For instance {@code reading from db:5432}.
     *
     * @param operation name of an operation as in reports
     * @param target what it is about; empty if not known
     */
    public static String doing(String operation, String target) {
        return doing(Operation.ofText(operation), ResourceNames.brief(target));
    }

    private static String doing(Operation operation, String target) {
        return switch (operation) {
            case MONITOR_ENTER -> about("waiting for a lock", "waiting for the lock on", target);
            case MONITOR_WAIT ->
                    about("waiting in Object.wait", "waiting to be notified on", target);
            case LOCK_ACQUIRE -> about("waiting for a lock", "waiting for the lock", target);
            case CONDITION_AWAIT -> about("awaiting a condition", "awaiting the condition", target);
            case SEMAPHORE_ACQUIRE ->
                    about("waiting for a permit", "waiting for a permit of", target);
            case LATCH_AWAIT -> about("waiting for a latch", "waiting for the latch", target);
            case BARRIER_AWAIT -> about("waiting at a barrier", "waiting at the barrier", target);
            case FUTURE_GET -> about("waiting for a future", "waiting for the future", target);
            case QUEUE_TAKE ->
                    about("waiting for an element of a queue", "waiting for an element of", target);
            case QUEUE_PUT -> about("waiting for room in a queue", "waiting for room in", target);
            case THREAD_JOIN ->
                    about("waiting for a thread to end", "waiting for the end of", target);
            case THREAD_SLEEP -> "sleeping";
            case PARK -> about("parked", "parked on", target);
            case CLASS_INIT ->
                    about(
                            "waiting for a class to be initialised",
                            "waiting for the initialisation of",
                            target);
            default -> outside(operation, target);
        };
    }

    private static String outside(Operation operation, String target) {
        return switch (operation) {
            case SOCKET_CONNECT -> about("connecting a socket", "connecting to", target);
            case SOCKET_ACCEPT ->
                    about("accepting connections", "accepting connections on", target);
            case SOCKET_READ -> about("reading from a socket", "reading from", target);
            case SOCKET_WRITE -> about("writing to a socket", "writing to", target);
            case SELECTOR_SELECT -> "waiting in a selector";
            case DATAGRAM_RECEIVE -> about("receiving a datagram", "receiving from", target);
            case DATAGRAM_SEND -> about("sending a datagram", "sending to", target);
            case DNS_RESOLVE -> about("resolving a host name", "resolving", target);
            case FILE_OPEN -> about("opening a file", "opening", target);
            case FILE_READ -> about("reading a file", "reading", target);
            case FILE_WRITE -> about("writing a file", "writing", target);
            case FILE_FORCE -> about("forcing a file to disk", "forcing to disk", target);
            case FILE_LOCK -> about("locking a file", "locking the file", target);
            case FILE_META ->
                    about("asking the file system", "asking the file system about", target);
            case FILE_MAP -> about("mapping a file", "mapping", target);
            case PIPE_READ -> about("reading from a pipe", "reading from", target);
            case PIPE_WRITE -> about("writing to a pipe", "writing to", target);
            case CONSOLE_READ -> "reading from the console";
            case PROCESS_START -> about("starting a process", "starting", target);
            case USER_CALL -> about("in a call that was probed", "in", target);
            case PROCESS_WAIT -> about("waiting for a process", "waiting for the process", target);
            default -> about("in " + operation.text(), "in " + operation.text() + " on", target);
        };
    }

    private static String about(String without, String with, String target) {
        return target.isEmpty() ? without : with + " " + target.replace('`', '\'');
    }
}
