package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Hop;
import dev.holdup.blame.Piece;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.List;

/**
 * The JSON of things that occur in several answers: stack, resource, wait, wake, root, piece. A
 * member is {@code null} when the fact was not recorded, and missing when it does not apply.
 */
final class Described {
    private final Session session;
    private final Trace trace;
    private final BlameResult blame;
    private final JsonWriter json;

    Described(Session session, JsonWriter json) {
        this.session = session;
        this.json = json;
        trace = session.trace();
        blame = session.blame();
    }

    /** A row number, or null for the tables' NONE. */
    void row(String name, int row) {
        json.name(name);
        if (row < 0) {
            json.absent();
        } else {
            json.number(row);
        }
    }

    /** Frames, innermost first, or null if not recorded. */
    void stack(String name, int stack) {
        json.name(name);
        if (stack == StackTable.NONE) {
            json.absent();
            return;
        }
        json.beginArray();
        for (String frame : trace.stacks().texts(stack)) {
            json.string(frame);
        }
        json.endArray();
    }

    void resource(String name, int resource) {
        json.name(name);
        if (resource == ResourceTable.NONE) {
            json.absent();
            return;
        }
        ResourceTable resources = trace.resources();
        json.beginObject()
                .member("id", session.relations().resources().first(resource))
                .member("kind", resources.kind(resource).name())
                .member("name", resources.name(resource))
                // As text: a number of 64 bits does not survive JavaScript.
                .member("identity", Long.toHexString(resources.identity(resource)))
                .member("waits", session.relations().waitCount(resource))
                .endObject();
    }

    void wait(String name, int wait) {
        WaitTable waits = trace.waits();
        json.name(name).beginObject().member("id", wait);
        row("thread", waits.thread(wait));
        json.member("from", waits.startNanos(wait)).member("to", waits.endNanos(wait));
        json.member("operation", waits.operation(wait).text());
        json.member("outcome", waits.outcome(wait).name());
        json.member("confidence", waits.confidence(wait).name());
        json.member("idle", blame.isIdleWait(wait));
        resource("resource", waits.resource(wait));
        if (waits.bytes(wait) >= 0) {
            json.member("bytes", waits.bytes(wait));
        }
        if (waits.deadlineNanos(wait) != WaitTable.NO_DEADLINE) {
            json.member("timeout", waits.deadlineNanos(wait) - waits.startNanos(wait));
        }
        row("owner", waits.owner(wait));
        row("blocker", session.relations().directBlocker(wait));
        stack("stack", waits.stack(wait));
        json.name("wake");
        if (waits.wake(wait) == WakeTable.NONE) {
            json.absent();
        } else {
            wake(waits.wake(wait));
        }
        json.member("endsOutside", waits.operation(wait).ends() == Operation.Ends.OUTSIDE);
        json.endObject();
    }

    void wake(int wake) {
        json.beginObject();
        row("from", trace.wakes().from(wake));
        row("to", trace.wakes().to(wake));
        json.member("act", trace.wakes().actNanos(wake))
                .member("wake", trace.wakes().wakeNanos(wake))
                .member("kind", trace.wakes().kind(wake).name())
                .member("confidence", trace.wakes().confidence(wake).name());
        stack("stack", trace.wakes().stack(wake));
        json.endObject();
    }

    void root(String name, int root) {
        json.name(name);
        if (root < 0) {
            json.absent();
            return;
        }
        json.beginObject().member("id", root).member("kind", blame.rootKind(root).name());
        row("thread", blame.rootThread(root));
        json.name("operation");
        if (blame.rootHasOperation(root)) {
            json.string(blame.rootOperation(root).text());
        } else {
            json.absent();
        }
        resource("resource", blame.rootResource(root));
        json.member("detail", blame.rootDetail(root));
        json.name("members").beginArray();
        for (int member : blame.rootMembers(root)) {
            json.number(member);
        }
        json.endArray();
        stack("stack", blame.rootStack(root));
        json.endObject();
    }

    /** Pieces with one root and one path merged, the longest first by time covered. */
    void pieces(String name, List<Piece> pieces) {
        json.name(name).beginArray();
        for (Piece piece : pieces) {
            json.beginObject()
                    .member("from", piece.fromNanos())
                    .member("to", piece.toNanos())
                    .member("nanos", piece.sharedNanos());
            root("root", piece.root());
            hops("hops", piece.hops());
            json.endObject();
        }
        json.endArray();
    }

    void hops(String name, List<Hop> hops) {
        json.name(name).beginArray();
        for (Hop hop : hops) {
            json.beginObject();
            row("thread", hop.thread());
            json.member("state", hop.state().name());
            json.name("operation");
            if (hop.waitRow() == WaitTable.NONE) {
                json.absent();
            } else {
                json.string(trace.waits().operation(hop.waitRow()).text());
            }
            if (hop.waitRow() != WaitTable.NONE) {
                json.member("from", trace.waits().startNanos(hop.waitRow()));
                json.member("to", trace.waits().endNanos(hop.waitRow()));
                stack("stack", trace.waits().stack(hop.waitRow()));
            }
            resource("resource", hop.resource());
            json.member("confidence", hop.confidence().name());
            json.name("wake");
            if (hop.wake() == WakeTable.NONE) {
                json.absent();
            } else {
                wake(hop.wake());
            }
            json.endObject();
        }
        json.endArray();
    }

    /** Threads as rows. */
    void threads(String name, int[] threads) {
        json.name(name).beginArray();
        for (int thread : threads) {
            if (thread != ThreadTable.NONE) {
                json.number(thread);
            }
        }
        json.endArray();
    }
}
