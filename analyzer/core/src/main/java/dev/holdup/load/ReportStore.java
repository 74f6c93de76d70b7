package dev.holdup.load;

import dev.holdup.base.ColumnReader;
import dev.holdup.base.ColumnWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A load report in a side file. */
final class ReportStore {
    private ReportStore() {}

    static void write(LoadReport report, ColumnWriter out) throws IOException {
        out.number(report.chunks().size());
        for (LoadReport.Chunk chunk : report.chunks()) {
            write(chunk, out);
        }
        out.texts(report.losses());
    }

    static LoadReport read(ColumnReader in) throws IOException {
        List<LoadReport.Chunk> chunks = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            chunks.add(readChunk(in));
        }
        return new LoadReport(chunks, in.texts());
    }

    private static void write(LoadReport.Chunk chunk, ColumnWriter out) throws IOException {
        out.text(chunk.file());
        out.number(chunk.position());
        out.number(chunk.sizeBytes());
        out.number(chunk.open() ? 1 : 0);
        out.number(chunk.events().size());
        for (LoadReport.EventCount count : chunk.events()) {
            out.text(count.event());
            out.number(count.read());
            out.number(count.skipped());
            out.number(count.broken());
            out.number(count.clipped());
        }
        out.texts(chunk.damages());
        out.number(chunk.damageCount());
        out.number(chunk.lostBytes());
        out.number(chunk.missingConstants());
    }

    private static LoadReport.Chunk readChunk(ColumnReader in) throws IOException {
        String file = in.text();
        long position = in.number();
        long sizeBytes = in.number();
        boolean open = in.number() != 0;
        List<LoadReport.EventCount> events = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            events.add(
                    new LoadReport.EventCount(
                            in.text(), in.number(), in.number(), in.number(), in.number()));
        }
        return new LoadReport.Chunk(
                file,
                position,
                sizeBytes,
                open,
                events,
                in.texts(),
                in.number(),
                in.number(),
                in.number());
    }
}
