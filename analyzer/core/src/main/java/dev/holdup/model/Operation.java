package dev.holdup.model;

import java.util.HashMap;
import java.util.Map;

/**
 * The operation a thread waits in: the one list of them, with the number the agent writes, the name
 * the JSON report uses, and the state a thread in it has. Codes are stable: they stand in
 * recordings.
 */
public enum Operation {
    MONITOR_ENTER(1, "monitor.enter", ThreadState.BLOCKED_MONITOR, Ends.BY_OWNER),
    MONITOR_WAIT(2, "monitor.wait", ThreadState.BLOCKED_CONDITION, Ends.BY_WAKER),
    LOCK_ACQUIRE(3, "lock.acquire", ThreadState.BLOCKED_LOCK, Ends.BY_OWNER),
    CONDITION_AWAIT(4, "condition.await", ThreadState.BLOCKED_CONDITION, Ends.BY_WAKER),
    SEMAPHORE_ACQUIRE(5, "semaphore.acquire", ThreadState.BLOCKED_CONDITION, Ends.BY_WAKER),
    LATCH_AWAIT(6, "latch.await", ThreadState.BLOCKED_CONDITION, Ends.BY_WAKER),
    BARRIER_AWAIT(7, "barrier.await", ThreadState.BLOCKED_CONDITION, Ends.BY_WAKER),
    FUTURE_GET(8, "future.get", ThreadState.BLOCKED_FUTURE, Ends.BY_WAKER),
    QUEUE_TAKE(9, "queue.take", ThreadState.BLOCKED_QUEUE, Ends.BY_WAKER),
    QUEUE_PUT(10, "queue.put", ThreadState.BLOCKED_QUEUE, Ends.BY_WAKER),
    THREAD_JOIN(11, "thread.join", ThreadState.BLOCKED_JOIN, Ends.BY_WAKER),
    THREAD_SLEEP(12, "thread.sleep", ThreadState.BLOCKED_SLEEP, Ends.OUTSIDE),
    PARK(13, "park", ThreadState.BLOCKED_PARK, Ends.BY_WAKER),
    SOCKET_CONNECT(20, "socket.connect", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    SOCKET_ACCEPT(21, "socket.accept", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    SOCKET_READ(22, "socket.read", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    SOCKET_WRITE(23, "socket.write", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    SELECTOR_SELECT(24, "selector.select", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    DATAGRAM_RECEIVE(25, "datagram.receive", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    DATAGRAM_SEND(26, "datagram.send", ThreadState.BLOCKED_NET, Ends.OUTSIDE),
    DNS_RESOLVE(27, "dns.resolve", ThreadState.BLOCKED_DNS, Ends.OUTSIDE),
    FILE_OPEN(30, "file.open", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    FILE_READ(31, "file.read", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    FILE_WRITE(32, "file.write", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    FILE_FORCE(33, "file.force", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    FILE_LOCK(34, "file.lock", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    FILE_META(35, "file.meta", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    FILE_MAP(36, "file.map", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    PIPE_READ(37, "pipe.read", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    PIPE_WRITE(38, "pipe.write", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    CONSOLE_READ(39, "console.read", ThreadState.BLOCKED_FILE, Ends.OUTSIDE),
    PROCESS_START(40, "process.start", ThreadState.BLOCKED_PROCESS, Ends.OUTSIDE),
    PROCESS_WAIT(41, "process.wait", ThreadState.BLOCKED_PROCESS, Ends.OUTSIDE),
    CLASS_INIT(42, "class.init", ThreadState.BLOCKED_CLASSINIT, Ends.BY_WAKER),
    /** A call the user named. */
    USER_CALL(43, "user.call", ThreadState.BLOCKED_NATIVE, Ends.OUTSIDE);

    /** Who ends a wait in this operation. */
    public enum Ends {
        /** The owner of an exclusive resource, by releasing it. */
        BY_OWNER,
        /** Another thread, by a waking act. */
        BY_WAKER,
        /**
         * Something outside the traced threads: network, disk, a timer, another process. The wait
         * is terminal.
         */
        OUTSIDE
    }

    private static final Operation[] BY_CODE = new Operation[64];
    private static final Map<String, Operation> BY_TEXT = new HashMap<>();

    static {
        for (Operation operation : values()) {
            BY_CODE[operation.code] = operation;
            BY_TEXT.put(operation.text, operation);
        }
    }

    private final byte code;
    private final String text;
    private final ThreadState state;
    private final Ends ends;

    Operation(int code, String text, ThreadState state, Ends ends) {
        this.code = (byte) code;
        this.text = text;
        this.state = state;
        this.ends = ends;
    }

    /**
     * Operation with this {@link #code()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Operation ofCode(int code) {
        Operation operation = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (operation == null) {
            throw new IllegalArgumentException(
                    "operation code: expected one of Operation's, found " + code);
        }
        return operation;
    }

    /** True if {@link #ofCode} knows this code. */
    public static boolean isCode(int code) {
        return code >= 0 && code < BY_CODE.length && BY_CODE[code] != null;
    }

    /**
     * Operation with this {@link #text()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Operation ofText(String text) {
        Operation operation = BY_TEXT.get(text);
        if (operation == null) {
            throw new IllegalArgumentException(
                    "operation: expected one of " + BY_TEXT.keySet() + ", found " + text);
        }
        return operation;
    }

    public byte code() {
        return code;
    }

    /** Name in reports, for instance {@code socket.read}. */
    public String text() {
        return text;
    }

    public ThreadState state() {
        return state;
    }

    public Ends ends() {
        return ends;
    }
}
