package dev.holdup.server;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.holdup.base.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote at instants and stretches of one recording. Saved beside the recording, as
 * {@code <recording>.notes.json}, if it stays and its folder can be written; else kept as long as
 * the server runs, and the page says which. Safe for use by many threads; who saves on top of a
 * state they have not seen is told so instead of wiping out what another tab wrote.
 */
final class Notes {
    /** Longest body of a request that saves notes. */
    static final int MAX_BYTES = 256 * 1024;

    private static final String SCHEMA = "holdup.notes/1";
    private static final int MAX_NOTES = 1_000;
    private static final int MAX_TEXT = 2_000;
    private static final double MAX_NANOS = 0x1p53;

    /** Where the notes go, or null if the recording does not stay. */
    private final @Nullable Path file;

    private List<Note> notes = List.of();
    private long revision;
    private String trouble = "";
    private boolean isForeign;

    private record Note(long fromNanos, long toNanos, String text) {}

    private Notes(@Nullable Path file) {
        this.file = file;
    }

    /** Notes beside a recording; those of an earlier day are read. Null keeps them in memory. */
    static Notes beside(@Nullable Path recording) {
        if (recording == null || recording.getFileName() == null) {
            return new Notes(null);
        }
        Notes notes = new Notes(recording.resolveSibling(recording.getFileName() + ".notes.json"));
        notes.load();
        return notes;
    }

    private void load() {
        if (file == null || !Files.isRegularFile(file)) {
            return;
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("expected at most " + MAX_BYTES + " bytes");
            }
            notes = read(Files.readString(file)).notes;
        } catch (IOException | BadRequestException e) {
            // Somebody else's file, or a damaged one: not overwritten, and said on the page.
            isForeign = true;
            trouble = file.getFileName() + " is there and is not ours: " + e.getMessage();
        }
    }

    /** Replaces all notes by those of a request's body. Returns false if its revision is old. */
    synchronized boolean replace(String body) {
        Body read = read(body);
        if (read.revision != revision) {
            return false;
        }
        notes = read.notes;
        revision++;
        save();
        return true;
    }

    private void save() {
        if (file == null || isForeign) {
            return;
        }
        try {
            Path temporary =
                    Files.createTempFile(file.toAbsolutePath().getParent(), "notes", ".tmp");
            try (Writer out = Files.newBufferedWriter(temporary, StandardCharsets.UTF_8)) {
                JsonWriter json = new JsonWriter(out);
                json.beginObject().member("schema", SCHEMA);
                writeNotes(json);
                json.endObject();
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            trouble = "";
        } catch (IOException e) {
            trouble = "not saved beside the recording: " + e;
        }
    }

    synchronized void write(JsonWriter json) {
        json.beginObject().member("revision", revision);
        json.member("saved", file != null && trouble.isEmpty());
        json.member("file", file == null ? "" : String.valueOf(file.getFileName()));
        json.member("trouble", trouble);
        writeNotes(json);
        json.endObject();
    }

    private void writeNotes(JsonWriter json) {
        json.name("notes").beginArray();
        for (Note note : notes) {
            json.beginObject()
                    .member("from", note.fromNanos)
                    .member("to", note.toNanos)
                    .member("text", note.text)
                    .endObject();
        }
        json.endArray();
    }

    private record Body(long revision, List<Note> notes) {}

    private static Body read(String text) {
        long revision = 0;
        List<Note> notes = new ArrayList<>();
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.beginObject();
            while (json.hasNext()) {
                switch (json.nextName()) {
                    case "revision" -> revision = json.nextLong();
                    case "notes" -> readNotes(json, notes);
                    default -> json.skipValue();
                }
            }
            json.endObject();
            if (json.peek() != JsonToken.END_DOCUMENT) {
                throw new BadRequestException("notes: expected one object, found more");
            }
        } catch (IOException
                | JsonParseException
                | IllegalStateException
                | NumberFormatException e) {
            throw new BadRequestException(
                    "notes: expected JSON of notes, found: " + e.getMessage());
        }
        return new Body(revision, List.copyOf(notes));
    }

    private static void readNotes(JsonReader json, List<Note> notes) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            if (notes.size() == MAX_NOTES) {
                throw new BadRequestException("notes: expected at most " + MAX_NOTES);
            }
            notes.add(readNote(json));
        }
        json.endArray();
    }

    private static Note readNote(JsonReader json) throws IOException {
        double from = -1;
        double to = -1;
        String text = "";
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "from" -> from = json.nextDouble();
                case "to" -> to = json.nextDouble();
                case "text" -> text = json.nextString();
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (!(from >= 0 && to >= from && to <= MAX_NANOS)) {
            throw new BadRequestException(
                    "notes: expected 0 <= from <= to, found " + from + " and " + to);
        }
        if (text.length() > MAX_TEXT) {
            throw new BadRequestException(
                    "notes: expected a text of at most " + MAX_TEXT + " characters");
        }
        return new Note((long) from, (long) to, text);
    }
}
