package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.RootKind;
import dev.holdup.model.ThreadState;
import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.List;

/** A thread's life: identity, creator, time in each state, what stalled it, whom it stalled. */
final class ThreadAnswer {
    private static final int CAUSE_LIMIT = 30;

    private final Session session;

    ThreadAnswer(Session session) {
        this.session = session;
    }

    void write(int thread, JsonWriter json) {
        ThreadTable threads = session.trace().threads();
        BlameResult blame = session.blame();
        Described described = new Described(session, json);
        json.beginObject()
                .member("thread", thread)
                .member("name", threads.name(thread))
                .member("javaThreadId", threads.javaThreadId(thread))
                .member("osThreadId", threads.osThreadId(thread))
                .member("from", threads.startNanos(thread))
                .member("to", threads.endNanos(thread))
                .member("suffered", blame.sufferedNanos(thread))
                .member("inflictedOthers", blame.inflictedOthersNanos(thread));
        described.row("creator", threads.creator(thread));
        described.stack("creationStack", threads.creationStack(thread));
        json.name("states").beginObject();
        for (ThreadState state : ThreadState.values()) {
            long nanos = blame.stateNanos(thread, state);
            if (nanos > 0) {
                json.member(state.name(), nanos);
            }
        }
        json.endObject();
        causes(thread, described, json);
        json.endObject();
    }

    /** Cells of this victim, the heaviest first. */
    private void causes(int thread, Described described, JsonWriter json) {
        BlameResult blame = session.blame();
        List<Integer> cells = new ArrayList<>();
        for (int cell = 0; cell < blame.cellCount(); cell++) {
            boolean counts = blame.rootKind(blame.cellRoot(cell)) != RootKind.NO_WORK;
            if (blame.cellVictim(cell) == thread && counts) {
                cells.add(cell);
            }
        }
        cells.sort((a, b) -> Long.compare(blame.cellNanos(b), blame.cellNanos(a)));
        json.member("causeCount", cells.size()).name("causes").beginArray();
        for (int cell : cells.subList(0, Math.min(cells.size(), CAUSE_LIMIT))) {
            json.beginObject()
                    .member("nanos", blame.cellNanos(cell))
                    .member("inferred", blame.cellInferredNanos(cell))
                    .member("incidents", blame.cellIncidents(cell))
                    .member("longest", blame.cellLongestNanos(cell))
                    .member("state", blame.cellState(cell).name());
            described.root("root", blame.cellRoot(cell));
            described.stack("stack", blame.cellStack(cell));
            json.endObject();
        }
        json.endArray();
    }
}
