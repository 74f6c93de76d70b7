package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.WaitTable;
import java.util.BitSet;
import java.util.Locale;

/**
 * Waits whose operation, target or own frames contain a text, in time order. Frames of the JDK do
 * not count: nearly every wait ends in the same ones.
 */
final class SearchAnswer {
    private static final int LIMIT = 2_000;

    private final Session session;

    SearchAnswer(Session session) {
        this.session = session;
    }

    void write(String text, JsonWriter json) {
        String wanted = text.toLowerCase(Locale.ROOT);
        BitSet resources = matchingResources(wanted);
        BitSet stacks = matchingStacks(wanted);
        WaitTable waits = session.trace().waits();
        int total = 0;
        json.beginObject().name("hits").beginArray();
        for (int wait : session.waitsByStart()) {
            boolean hit =
                    waits.operation(wait).text().contains(wanted)
                            || (waits.resource(wait) != ResourceTable.NONE
                                    && resources.get(waits.resource(wait)))
                            || (waits.stack(wait) != StackTable.NONE
                                    && stacks.get(waits.stack(wait)));
            if (!hit || session.blame().isIdleWait(wait)) {
                continue;
            }
            total++;
            if (total <= LIMIT) {
                json.beginObject()
                        .member("thread", waits.thread(wait))
                        .member("from", waits.startNanos(wait))
                        .member("to", waits.endNanos(wait))
                        .endObject();
            }
        }
        json.endArray().member("count", total).endObject();
    }

    private BitSet matchingResources(String wanted) {
        ResourceTable resources = session.trace().resources();
        BitSet found = new BitSet();
        for (int resource = 0; resource < resources.size(); resource++) {
            if (resources.name(resource).toLowerCase(Locale.ROOT).contains(wanted)) {
                found.set(resource);
            }
        }
        return found;
    }

    /** A stack matches if one of its frames does; parents come before their children. */
    private BitSet matchingStacks(String wanted) {
        StackTable stacks = session.trace().stacks();
        BitSet frames = new BitSet();
        for (int frame = 0; frame < stacks.frameCount(); frame++) {
            String text = stacks.frameText(frame);
            boolean jdk = text.startsWith("java.") || text.startsWith("jdk.");
            if (!jdk && text.toLowerCase(Locale.ROOT).contains(wanted)) {
                frames.set(frame);
            }
        }
        BitSet found = new BitSet();
        for (int stack = 0; stack < stacks.size(); stack++) {
            int parent = stacks.parent(stack);
            if (frames.get(stacks.frameId(stack))
                    || (parent != StackTable.NONE && found.get(parent))) {
                found.set(stack);
            }
        }
        return found;
    }
}
