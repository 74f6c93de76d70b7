package dev.holdup.agent.scene.limits;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileLock;

/** Another process: locks a file until its standard input ends. */
public final class LockHolder {
    private LockHolder() {}

    public static void main(String[] arguments) throws IOException {
        try (FileOutputStream out = new FileOutputStream(arguments[0], true);
                FileLock lock = out.getChannel().lock()) {
            System.out.println(lock.isValid());
            System.out.flush();
            System.in.read();
        }
    }
}
