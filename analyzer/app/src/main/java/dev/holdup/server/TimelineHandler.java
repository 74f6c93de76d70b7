package dev.holdup.server;

import dev.holdup.base.JsonWriter;
import dev.holdup.query.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers every request: gate, then built file or query. A failing query becomes a JSON error and
 * nothing more; an answer is complete before its first byte is sent.
 */
final class TimelineHandler extends Handler.Abstract {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String BINARY = "application/octet-stream";
    private static final String API = "/api/";
    private static final String OPEN = "/api/open";
    private static final String NOTES = "/notes";

    private static final List<String> SECURITY =
            List.of(
                    "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
                            + " blob:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                            + " frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "no-referrer",
                    "Cross-Origin-Opener-Policy",
                    "same-origin",
                    "Cross-Origin-Resource-Policy",
                    "same-origin");

    private final Gate gate;
    private final StaticFiles files;
    private final Recordings recordings;
    private final Upload upload;
    private final Routes routes;

    TimelineHandler(
            Gate gate, StaticFiles files, Recordings recordings, Upload upload, Routes routes) {
        this.gate = gate;
        this.files = files;
        this.recordings = recordings;
        this.upload = upload;
        this.routes = routes;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        for (int i = 0; i < SECURITY.size(); i += 2) {
            response.getHeaders().put(SECURITY.get(i), SECURITY.get(i + 1));
        }
        String path = Request.getPathInContext(request);
        try {
            dispatch(request, path, response, callback);
        } catch (BadRequestException e) {
            error(400, String.valueOf(e.getMessage()), response, callback);
        } catch (RuntimeException e) {
            // A defect of one query must not take the others with it. The user sees what it was.
            error(500, "query failed: " + e, response, callback);
        } catch (OutOfMemoryError | StackOverflowError e) {
            error(500, "query needs more memory than there is: " + e, response, callback);
        }
        return true;
    }

    private void dispatch(Request request, String path, Response response, Callback callback) {
        Gate.Verdict verdict = gate.judge(request);
        if (verdict != Gate.Verdict.ALLOWED) {
            refuse(verdict, response, callback);
        } else if (path.equals(OPEN) && request.getMethod().equals("POST")) {
            Session session = upload.receive(request, parameters(request));
            int id = recordings.addWithoutFile(session);
            json(response, callback, out -> out.beginObject().member("id", id).endObject());
        } else if (path.startsWith(API)
                && path.endsWith(NOTES)
                && request.getMethod().equals("PUT")) {
            String id = path.substring(API.length(), path.length() - NOTES.length());
            saveNotes(request, recordings.find(id), response, callback);
        } else if (!List.of("GET", "HEAD").contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
            error(405, request.getMethod() + ": expected GET or HEAD", response, callback);
        } else if (path.startsWith(API)) {
            answer(request, path.substring(API.length()), response, callback);
        } else if (files.has(path)) {
            if (gate.hasTokenInQuery(request)) {
                response.getHeaders().add(HttpHeader.SET_COOKIE, cookie());
            }
            StaticFiles.BuiltFile content = files.get(path);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-cache");
            send(200, content.type(), content.bytes(), response, callback);
        } else {
            error(404, "no such page: " + path, response, callback);
        }
    }

    private static void saveNotes(
            Request request,
            Recordings.@Nullable Entry entry,
            Response response,
            Callback callback) {
        if (entry == null) {
            error(404, "no such recording", response, callback);
            return;
        }
        String body = body(request);
        if (entry.notes().replace(body)) {
            json(response, callback, entry.notes()::write);
        } else {
            error(
                    409,
                    "the notes were changed in another tab; they are read anew",
                    response,
                    callback);
        }
    }

    /** The request's body as text, refused as soon as it is longer than notes may be. */
    private static String body(Request request) {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] bytes = in.readNBytes(Notes.MAX_BYTES + 1);
            if (bytes.length > Notes.MAX_BYTES) {
                throw new BadRequestException(
                        "body: expected at most " + Notes.MAX_BYTES + " bytes, found more");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading notes", e);
        }
    }

    private String cookie() {
        return gate.cookieName() + "=" + gate.token() + "; Path=/; HttpOnly; SameSite=Strict";
    }

    private static void refuse(Gate.Verdict verdict, Response response, Callback callback) {
        switch (verdict) {
            case WRONG_HOST ->
                    error(403, "Host: expected this server's loopback address", response, callback);
            case WRONG_ORIGIN ->
                    error(403, "Origin: expected this server's own pages", response, callback);
            case NO_TOKEN, ALLOWED ->
                    error(
                            401,
                            "Open the address that holdup printed: it ends in ?token=…",
                            response,
                            callback);
        }
    }

    private void answer(Request request, String path, Response response, Callback callback) {
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        if (path.equals("recordings")) {
            json(response, callback, recordings::write);
            return;
        }
        int slash = path.indexOf('/');
        String name = path.substring(slash + 1);
        Recordings.Entry entry = slash < 0 ? null : recordings.find(path.substring(0, slash));
        if (entry == null) {
            error(404, "no such recording: " + path, response, callback);
            return;
        }
        Session session = entry.session();
        long beganNanos = System.nanoTime();
        Parameters parameters = parameters(request);
        Routes.JsonRoute route = routes.json().get(name);
        Routes.BinaryRoute binary = routes.binary().get(name);
        if (name.equals("notes")) {
            json(response, callback, entry.notes()::write);
        } else if (route != null) {
            byte[] body = text(out -> route.answer(session, parameters, out));
            tellTime(beganNanos, response);
            send(200, JSON, body, response, callback);
        } else if (binary != null) {
            AtomicBoolean gone = new AtomicBoolean();
            request.addFailureListener(failure -> gone.set(true));
            byte[] bytes = binary.answer(session, parameters, gone::get);
            tellTime(beganNanos, response);
            send(200, BINARY, bytes, response, callback);
        } else {
            error(404, "no such question: " + name, response, callback);
        }
    }

    /** How long the answer took to make, for measurements and for the browser's network view. */
    private static void tellTime(long beganNanos, Response response) {
        double millis = (System.nanoTime() - beganNanos) / 1e6;
        response.getHeaders()
                .put("Server-Timing", String.format(Locale.ROOT, "query;dur=%.3f", millis));
    }

    private static Parameters parameters(Request request) {
        return new Parameters(Request.extractQueryParameters(request));
    }

    @FunctionalInterface
    private interface JsonBody {
        void write(JsonWriter json);
    }

    private static void json(Response response, Callback callback, JsonBody body) {
        send(200, JSON, text(body), response, callback);
    }

    private static byte[] text(JsonBody body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (Writer writer = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            body.write(new JsonWriter(writer));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    private static void error(int status, String message, Response response, Callback callback) {
        byte[] body = text(json -> json.beginObject().member("error", message).endObject());
        send(status, JSON, body, response, callback);
    }

    private static void send(
            int status, String type, byte[] body, Response response, Callback callback) {
        HttpFields.Mutable headers = response.getHeaders();
        response.setStatus(status);
        headers.put(HttpHeader.CONTENT_TYPE, type);
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
