package dev.holdup.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small program of known blame, compiled into a modular jar: thread {@code waiter} waits for a
 * lock for as long as thread {@code holder} sleeps with it.
 *
 * @param jar the jar, good for the class path and for the module path
 */
record Subject(Path jar) {
    static final String MODULE = "acme.subject";
    static final String MAIN = "acme.subject.Main";

    private static final String SOURCE =
            """
            package acme.subject;

            import java.util.concurrent.CountDownLatch;
            import java.util.concurrent.locks.ReentrantLock;

            public final class Main {
                public static void main(String[] args) throws InterruptedException {
                    ReentrantLock lock = new ReentrantLock();
                    CountDownLatch held = new CountDownLatch(1);
                    Thread holder = new Thread(() -> {
                        lock.lock();
                        try {
                            held.countDown();
                            Thread.sleep(1_000);
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        } finally {
                            lock.unlock();
                        }
                    }, "holder");
                    Thread waiter = new Thread(() -> {
                        lock.lock();
                        lock.unlock();
                    }, "waiter");
                    holder.start();
                    held.await();
                    waiter.start();
                    waiter.join();
                    holder.join();
                    System.out.println("done");
                }
            }
            """;

    /** Compiles it with this JDK. */
    static Subject compile(Jdk jdk, Path folder) throws IOException, InterruptedException {
        Path sources = Files.createDirectories(folder.resolve("subject/acme/subject"));
        Path main = Files.writeString(sources.resolve("Main.java"), SOURCE);
        Path module =
                Files.writeString(
                        folder.resolve("subject/module-info.java"), "module " + MODULE + " {}");
        Path classes = folder.resolve("classes");
        Path jar = folder.resolve("subject.jar");
        succeed(
                folder,
                List.of(
                        jdk.tool("javac"),
                        "-d",
                        classes.toString(),
                        module.toString(),
                        main.toString()));
        succeed(
                folder,
                List.of(
                        jdk.tool("jar"),
                        "--create",
                        "--file=" + jar,
                        "-C",
                        classes.toString(),
                        "."));
        return new Subject(jar);
    }

    /** Runs a command that has to end well. */
    static Finished succeed(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Finished finished = Finished.run(folder, command);
        if (finished.status() != 0) {
            throw new IllegalStateException(command + ": " + finished);
        }
        return finished;
    }
}
