package dev.holdup.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in sentences what was lost in reading: what, where, how much. */
final class LossTexts {
    private LossTexts() {}

    static List<String> of(List<LoadReport.Chunk> chunks, List<String> files) {
        List<String> texts = new ArrayList<>(files);
        for (LoadReport.Chunk chunk : chunks) {
            String place = chunk.file() + ", chunk at byte " + chunk.position();
            if (chunk.damageCount() > 0) {
                texts.add(
                        String.format(
                                Locale.ROOT,
                                "%s: %d damages, %d of %d bytes not understood; the first: %s.",
                                place,
                                chunk.damageCount(),
                                chunk.lostBytes(),
                                chunk.sizeBytes(),
                                chunk.damages().get(0)));
            }
            long broken = 0;
            for (LoadReport.EventCount count : chunk.events()) {
                broken += count.broken();
            }
            if (broken > 0) {
                texts.add(place + ": " + broken + " events could not be read.");
            }
            // A few are missing in sound recordings too.
            if (chunk.missingConstants() > 0 && (chunk.isDamaged() || chunk.open())) {
                texts.add(
                        place
                                + ": "
                                + chunk.missingConstants()
                                + " references to threads or stacks that are not there.");
            }
        }
        return texts;
    }
}
