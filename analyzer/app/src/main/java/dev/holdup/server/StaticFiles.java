package dev.holdup.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The built files of the UI, read once from the class path. A request is looked up in this table
 * and never becomes a path, so there is nothing to traverse.
 */
final class StaticFiles {
    /** A file ready to be sent. */
    static final class BuiltFile {
        private final byte[] bytes;
        private final String type;

        private BuiltFile(byte[] bytes, String type) {
            this.bytes = bytes;
            this.type = type;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        String type() {
            return type;
        }
    }

    private static final Map<String, String> TYPES =
            Map.of(
                    "index.html", "text/html; charset=utf-8",
                    "app.js", "text/javascript; charset=utf-8",
                    "app.css", "text/css; charset=utf-8",
                    "icon.svg", "image/svg+xml");

    private final Map<String, BuiltFile> byPath = new TreeMap<>();

    private StaticFiles() {}

    /**
     * Reads all files.
     *
     * @throws IllegalStateException if this build lacks one
     */
    static StaticFiles read() {
        StaticFiles files = new StaticFiles();
        TYPES.forEach((name, type) -> files.byPath.put("/" + name, content(name, type)));
        BuiltFile index = files.byPath.get("/index.html");
        if (index != null) {
            files.byPath.put("/", index);
        }
        return files;
    }

    private static BuiltFile content(String name, String type) {
        String resource = "/web/" + name;
        try (InputStream in = StaticFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "web UI: expected the built file " + resource + " on the class path");
            }
            return new BuiltFile(in.readAllBytes(), type);
        } catch (IOException e) {
            throw new IllegalStateException("web UI: cannot read " + resource, e);
        }
    }

    boolean has(String path) {
        return byPath.containsKey(path);
    }

    /**
     * File at this path of the address.
     *
     * @throws IllegalArgumentException unless {@link #has}
     */
    BuiltFile get(String path) {
        BuiltFile content = byPath.get(path);
        if (content == null) {
            throw new IllegalArgumentException("no such file: " + path);
        }
        return content;
    }
}
