package dev.holdup.load.format;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All types of one chunk. Immutable. */
final class ChunkTypes {
    private final Map<Long, JfrType> byId = new HashMap<>();

    ChunkTypes(List<JfrType> types) {
        for (JfrType type : types) {
            byId.put(type.id(), type);
        }
    }

    @Nullable JfrType byId(long id) {
        return byId.get(id);
    }

    Collection<JfrType> all() {
        return byId.values();
    }
}
