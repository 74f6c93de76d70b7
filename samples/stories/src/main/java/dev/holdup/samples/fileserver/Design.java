package dev.holdup.samples.fileserver;

import java.util.ArrayList;
import java.util.List;

/**
 * The designs of the file server: the one list of them, with the name each has on a command line.
 */
enum Design {
    /** {@link DispatcherWorkerServer}. */
    WORKERS("workers") {
        @Override
        ServerDesign create() {
            return new DispatcherWorkerServer();
        }
    };

    private final String text;

    Design(String text) {
        this.text = text;
    }

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
