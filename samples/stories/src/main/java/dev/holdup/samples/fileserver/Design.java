package dev.holdup.samples.fileserver;

import java.util.ArrayList;
import java.util.List;

/**
 * The designs of the file server: the one list of them, with the name each has on a command line.
 */
enum Design {
    /** {@link SingleThreadedServer}. */
    SINGLE("single") {
        @Override
        ServerDesign create() {
            return new SingleThreadedServer();
        }
    },
    /** {@link DispatcherWorkerServer}. */
    WORKERS("workers") {
        @Override
        ServerDesign create() {
            return new DispatcherWorkerServer();
        }
    },
    /** {@link EventLoopServer} that hands file work to disk threads. */
    EVENT_LOOP("event-loop") {
        @Override
        ServerDesign create() {
            return new EventLoopServer(EventLoopServer.FileWork.HANDED_OFF);
        }
    },
    /** {@link EventLoopServer} that reads files on the loop, as it must not. */
    EVENT_LOOP_BLOCKING("event-loop-blocking") {
        @Override
        ServerDesign create() {
            return new EventLoopServer(EventLoopServer.FileWork.ON_THE_LOOP);
        }
    },
    /** {@link VirtualThreadServer}; needs JDK 21. */
    VIRTUAL("virtual") {
        @Override
        ServerDesign create() {
            return new VirtualThreadServer();
        }
    };

    private final String text;

    Design(String text) {
        this.text = text;
    }

    /**
     * A server of this design.
     *
     * @throws UnsupportedOperationException if this JDK has no virtual threads and the design needs
     *     them
     */
    abstract ServerDesign create();

    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Design design : values()) {
            names.add(design.text);
        }
        return names;
    }

    static boolean isName(String text) {
        return names().contains(text);
    }

    /**
     * Design of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Design ofName(String text) {
        for (Design design : values()) {
            if (design.text.equals(text)) {
                return design;
            }
        }
        throw new IllegalArgumentException(
                "design: expected one of " + names() + ", found " + text);
    }
}
