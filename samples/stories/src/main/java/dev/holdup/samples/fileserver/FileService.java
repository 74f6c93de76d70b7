package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Answers requests, the same for every design of the server. Blocks where the index's lock or the
 * files make it. Thread-safe.
 */
final class FileService {
    private final FileStore store;
    private final SharedIndex index;

    /** A service for the files in this folder. */
    FileService(Path folder, SharedIndex.RestorePolicy policy) throws IOException {
        store = new FileStore(folder);
        index = new SharedIndex(store, new Archive(folder), policy);
        for (String name : store.names()) {
            index.put(name, store.read(name).length);
        }
    }

    /** Answer to one request. A file that cannot be read is an answer too, not an exception. */
    Response handle(Request request) {
        try {
            return switch (request.verb()) {
                case GET -> get(request.name());
                case PUT -> put(request.name(), request.body());
                case LIST ->
                        Response.ok(
                                String.join("\n", index.names()).getBytes(StandardCharsets.UTF_8));
                case QUIT -> Response.goodbye();
            };
        } catch (IOException unreadable) {
            return Response.error(request.verb() + " " + request.name() + ": " + unreadable);
        }
    }

    private Response get(String name) throws IOException {
        return index.lookup(name) ? Response.ok(store.read(name)) : Response.error("no such file");
    }

    private Response put(String name, byte[] content) throws IOException {
        store.write(name, content);
        index.put(name, content.length);
        return Response.ok(new byte[0]);
    }
}
