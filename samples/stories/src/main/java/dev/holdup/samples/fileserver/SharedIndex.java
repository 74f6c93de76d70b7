package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What files there are, shared by all threads of the server and guarded by one lock.
 *
 * <p>A file that is still on the tape is restored on its first lookup. With {@link
 * RestorePolicy#HOLDING_LOCK} that happens inside the lock, "so that nobody restores it twice" –
 * the mistake this sample is about: whoever needs the index for an instant waits for the tape. What
 * to look for: {@code file.read} of the tape in {@link Archive#read}, reached through this class's
 * lock, is the first culprit, and its victims are the workers in {@link #lookup}, {@link #put} and
 * {@link #names}. With {@link RestorePolicy#OUTSIDE_LOCK} nobody but the one who asked for the file
 * waits.
 */
final class SharedIndex {

    /** Where the slow part of a first lookup is done. */
    enum RestorePolicy {
        HOLDING_LOCK,
        OUTSIDE_LOCK
    }

    /**
     * What the index knows of a file.
     *
     * @param sizeBytes length of the content
     * @param version counts replacements, from 1
     */
    record Entry(String name, long sizeBytes, int version) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> entries = new HashMap<>();
    private final FileStore store;
    private final Archive archive;
    private final RestorePolicy policy;

    SharedIndex(FileStore store, Archive archive, RestorePolicy policy) {
        this.store = store;
        this.archive = archive;
        this.policy = policy;
    }

    /** True if there is a file of this name, after bringing it from the tape if it was there. */
    boolean lookup(String name) throws IOException {
        lock.lock();
        try {
            if (entries.containsKey(name)) {
                return true;
            }
            if (!archive.holds(name)) {
                return false;
            }
            if (policy == RestorePolicy.HOLDING_LOCK) {
                enter(name, restore(name));
                return true;
            }
        } finally {
            lock.unlock();
        }
        put(name, restore(name));
        return true;
    }

    void put(String name, long sizeBytes) {
        lock.lock();
        try {
            enter(name, sizeBytes);
        } finally {
            lock.unlock();
        }
    }

    List<String> names() {
        lock.lock();
        try {
            return new ArrayList<>(entries.keySet());
        } finally {
            lock.unlock();
        }
    }

    private void enter(String name, long sizeBytes) {
        Entry before = entries.get(name);
        entries.put(name, new Entry(name, sizeBytes, before == null ? 1 : before.version() + 1));
    }

    /** From the tape to the disk; returns the file's size in bytes. */
    private long restore(String name) throws IOException {
        byte[] content = archive.read();
        store.write(name, content);
        return content.length;
    }
}
