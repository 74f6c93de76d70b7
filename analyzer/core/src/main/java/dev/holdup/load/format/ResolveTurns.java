package dev.holdup.load.format;

/**
 * Lets the chunks put their constants into the shared dictionaries one after the other and in their
 * order, also when several threads read them: numbers then do not depend on the number of threads.
 */
public final class ResolveTurns {
    private int next;

    /** Waits until all chunks before {@code index} are done. */
    synchronized void await(int index) {
        boolean interrupted = false;
        while (next < index) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Those before go on in any case; the interrupt is kept for the caller.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the next one go on; may be called twice. */
    public synchronized void done(int index) {
        next = Math.max(next, index + 1);
        notifyAll();
    }
}
