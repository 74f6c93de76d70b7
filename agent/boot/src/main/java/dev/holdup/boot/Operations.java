package dev.holdup.boot;

/** Codes of operations as they stand in recordings; the analyzer's table has the same. */
public final class Operations {
    public static final int THREAD_JOIN = 11;
    public static final int THREAD_SLEEP = 12;
    public static final int PARK = 13;
    public static final int SOCKET_CONNECT = 20;
    public static final int SOCKET_ACCEPT = 21;
    public static final int SOCKET_READ = 22;
    public static final int SOCKET_WRITE = 23;
    public static final int SELECTOR_SELECT = 24;
    public static final int DATAGRAM_RECEIVE = 25;
    public static final int DATAGRAM_SEND = 26;
    public static final int DNS_RESOLVE = 27;
    public static final int FILE_OPEN = 30;
    public static final int FILE_READ = 31;
    public static final int FILE_WRITE = 32;
    public static final int FILE_FORCE = 33;
    public static final int FILE_LOCK = 34;
    public static final int FILE_META = 35;
    public static final int FILE_MAP = 36;
    public static final int PIPE_READ = 37;
    public static final int PIPE_WRITE = 38;
    public static final int CONSOLE_READ = 39;
    public static final int PROCESS_START = 40;
    public static final int PROCESS_WAIT = 41;
    public static final int USER_CALL = 43;

    /** One more than the largest code. */
    static final int LIMIT = 64;

    private Operations() {}
}
