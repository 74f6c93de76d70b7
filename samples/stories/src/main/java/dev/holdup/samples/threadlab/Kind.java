package dev.holdup.samples.threadlab;

import dev.holdup.samples.VirtualThreads;
import java.util.concurrent.ThreadFactory;

/** The two kinds of threads a Java program can have. */
enum Kind {
    /** A kernel-level thread. */
    PLATFORM,
    /** A user-level thread, run by carriers, which are kernel-level threads. */
    VIRTUAL;

    ThreadFactory factory() {
        return this == PLATFORM ? Thread::new : VirtualThreads.factory("lab-");
    }
}
