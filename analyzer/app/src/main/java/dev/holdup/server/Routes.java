package dev.holdup.server;

import dev.holdup.base.JsonWriter;
import dev.holdup.query.Session;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The questions a viewer may ask about a recording, one list. Each is {@code
 * /api/<recording>/<name>?<parameters>}; instants and lengths are nanoseconds, threads are rows.
 * Every route is read-only.
 */
final class Routes {
    private static final long MAX_NANOS = 1L << 53;
    private static final int MAX_TEXT = 200;
    private static final int MAX_STEPS = 4;
    private static final int MAX_STATES = 500;

    /** An answer in JSON. */
    @FunctionalInterface
    interface JsonRoute {
        void answer(Session session, Parameters parameters, JsonWriter json);
    }

    /** An answer in bytes; {@code cancelled} turns true when nobody waits for it any more. */
    @FunctionalInterface
    interface BinaryRoute {
        byte[] answer(Session session, Parameters parameters, BooleanSupplier cancelled);
    }

    private final Map<String, JsonRoute> json = new LinkedHashMap<>();
    private final Map<String, BinaryRoute> binary = new LinkedHashMap<>();

    private final Recordings recordings;

    Routes(Recordings recordings) {
        this.recordings = recordings;
        json.put("overview", (session, parameters, out) -> session.writeOverview(out));
        json.put("strip", (session, parameters, out) -> session.writeStrip(out));
        json.put("resources", (session, parameters, out) -> session.writeResources(out));
        json.put(
                "resource",
                (session, parameters, out) ->
                        session.writeResource(
                                parameters.integer("id", 0, session.resources() - 1), out));
        json.put("executors", (session, parameters, out) -> session.writeExecutors(out));
        json.put("ledgers", (session, parameters, out) -> session.writeLedgers(out));
        json.put("carriers", (session, parameters, out) -> session.writeCarriers(out));
        json.put("area", Routes::area);
        json.put(
                "search",
                (session, parameters, out) ->
                        session.writeSearch(parameters.text("text", MAX_TEXT), out));
        json.put(
                "threadsIn",
                (session, parameters, out) ->
                        session.writeThreadsIn(
                                new HashSet<>(
                                        List.of(
                                                parameters
                                                        .text("states", MAX_STATES)
                                                        .split(",", -1))),
                                out));
        json.put(
                "related",
                (session, parameters, out) ->
                        session.writeRelated(
                                thread(session, parameters),
                                parameters.integer("steps", 1, MAX_STEPS),
                                out));
        json.put(
                "span",
                (session, parameters, out) ->
                        session.writeSpan(
                                thread(session, parameters), instant(parameters, "at"), out));
        json.put(
                "thread",
                (session, parameters, out) ->
                        session.writeThread(thread(session, parameters), out));
        json.put(
                "stall",
                (session, parameters, out) ->
                        session.writeStall(parameters.integer("id", 1, session.stalls()), out));
        binary.put("threads", (session, parameters, cancelled) -> session.threadDirectory());
        binary.put("firstThreads", (session, parameters, cancelled) -> session.firstThreads());
        json.put("compare", this::compare);
        binary.put("tiles", Routes::tiles);
        binary.put("blocking", Routes::blocking);
        binary.put("pinned", Routes::pinned);
    }

    Map<String, JsonRoute> json() {
        return json;
    }

    Map<String, BinaryRoute> binary() {
        return binary;
    }

    private static void area(Session session, Parameters parameters, JsonWriter out) {
        long from = instant(parameters, "from");
        session.writeArea(
                parameters.has("lanes") ? threads(session, parameters) : new int[0],
                from,
                end(parameters, from),
                parameters.number("min", 0, MAX_NANOS, 0),
                parameters.number("max", 0, MAX_NANOS, MAX_NANOS),
                out);
    }

    private static byte[] tiles(Session session, Parameters parameters, BooleanSupplier cancelled) {
        long from = instant(parameters, "from");
        return session.tiles(
                lanes(session, parameters),
                from,
                end(parameters, from),
                shift(parameters, from),
                cancelled);
    }

    private static byte[] blocking(
            Session session, Parameters parameters, BooleanSupplier cancelled) {
        long from = instant(parameters, "from");
        int[] lanes = lanes(session, parameters);
        for (int lane : lanes) {
            if (lane < 0 && lane > Session.FIRST_RESOURCE_LANE) {
                throw new BadRequestException(
                        "lanes: expected threads and resources, found the group " + lane);
            }
        }
        return session.blockingTiles(lanes, from, end(parameters, from), shift(parameters, from));
    }

    private static byte[] pinned(
            Session session, Parameters parameters, BooleanSupplier cancelled) {
        long from = instant(parameters, "from");
        return session.pinnedTiles(
                threads(session, parameters), from, end(parameters, from), shift(parameters, from));
    }

    private void compare(Session session, Parameters parameters, JsonWriter out) {
        Recordings.Entry other = recordings.find(parameters.text("with", 6));
        if (other == null) {
            throw new BadRequestException("with: expected the id of an opened recording");
        }
        session.writeComparison(other.session(), out);
    }

    /** Rows of threads, groups and resources, each in their range. */
    private static int[] lanes(Session session, Parameters parameters) {
        int lastResource = Session.FIRST_RESOURCE_LANE - session.resources() + 1;
        int lastGroup = Session.FIRST_GROUP_LANE - session.groupCount() + 1;
        int[] lanes =
                parameters.integers(
                        "lanes", lastResource, session.threads() - 1, Session.MAX_LANES);
        for (int lane : lanes) {
            boolean known =
                    lane >= 0
                            || (lane <= Session.FIRST_GROUP_LANE && lane >= lastGroup)
                            || lane <= Session.FIRST_RESOURCE_LANE;
            if (!known) {
                throw new BadRequestException("lanes: found " + lane + ", which is no lane");
            }
        }
        return lanes;
    }

    private static int thread(Session session, Parameters parameters) {
        return parameters.integer("thread", 0, session.threads() - 1);
    }

    private static int[] threads(Session session, Parameters parameters) {
        return parameters.integers("lanes", 0, session.threads() - 1, Session.MAX_LANES);
    }

    private static long instant(Parameters parameters, String name) {
        return parameters.number(name, 0, MAX_NANOS);
    }

    private static long end(Parameters parameters, long from) {
        return parameters.number("to", from, MAX_NANOS);
    }

    /** A window of so many pixels that its answer would not fit is refused. */
    private static int shift(Parameters parameters, long from) {
        int shift = parameters.integer("shift", 0, 52);
        long pixels = (end(parameters, from) - from) >> shift;
        if (pixels > Session.MAX_PIXELS) {
            throw new BadRequestException(
                    "shift: expected a window of at most "
                            + Session.MAX_PIXELS
                            + " pixels, found "
                            + pixels);
        }
        return shift;
    }
}
