package dev.holdup.agent;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads the agent's own classes, which lie in the jar under {@code inst/} with the ending {@code
 * .classdata}, so that neither the application nor a scanner of its class path can stumble over
 * them. Its parent is the boot loader: the agent sees the JDK and the boot part, nothing of the
 * application.
 */
final class AgentClassLoader extends ClassLoader implements Closeable {
    static final String FOLDER = "inst/";
    static final String ENDING = ".classdata";

    private final JarFile jar;

    AgentClassLoader(JarFile jar) {
        super("holdup", null);
        this.jar = jar;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        JarEntry entry = jar.getJarEntry(FOLDER + name.replace('.', '/') + ENDING);
        if (entry == null) {
            throw new ClassNotFoundException(name);
        }
        try (InputStream in = jar.getInputStream(entry)) {
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }

    /** Gives the jar back; classes that were not loaded by now cannot be loaded any more. */
    @Override
    public void close() throws IOException {
        jar.close();
    }
}
