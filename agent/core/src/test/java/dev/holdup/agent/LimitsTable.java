package dev.holdup.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of situations in {@code docs/limits.md}: read, compared, rewritten by column. */
final class LimitsTable {
    private static final Path PAGE = Path.of("..", "..", "docs", "limits.md");
    private static final String BEGIN = "<!-- table: written by LimitsIT -->";
    private static final String END = "<!-- end of the table -->";

    /** Columns: one for each JDK and kind of thread. */
    static final List<String> COLUMNS = List.of("17, platform", "25, platform", "25, virtual");

    private static final String WHY = "why not";

    private final String before;
    private final String after;
    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private LimitsTable(String before, String after) {
        this.before = before;
        this.after = after;
    }

    static LimitsTable read() throws IOException {
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        LimitsTable table = new LimitsTable(page.substring(0, begin), page.substring(end));
        for (String line : page.substring(begin, end).split("\n", -1)) {
            String[] cells = line.split("\\|", -1);
            if (cells.length == COLUMNS.size() + 5
                    && !cells[1].isBlank()
                    && !line.contains("---|")) {
                List<String> row = new ArrayList<>();
                for (int i = 2; i < cells.length - 1; i++) {
                    row.add(cells[i].trim());
                }
                table.rows.put(cells[1].trim(), row);
            }
        }
        table.rows.remove("situation");
        return table;
    }

    /** Rows in their order. */
    List<String> names() {
        return new ArrayList<>(rows.keySet());
    }

    /** What the page says, empty if it says nothing. */
    String cell(String row, String column) {
        List<String> cells = rows.get(row);
        return cells == null ? "" : cells.get(1 + COLUMNS.indexOf(column));
    }

    String reason(String row) {
        List<String> cells = rows.get(row);
        return cells == null ? "" : cells.get(1 + COLUMNS.size());
    }

    void set(String row, String operation, String column, String cell, String reason) {
        List<String> cells =
                rows.computeIfAbsent(row, r -> new ArrayList<>(List.of("", "", "", "", "")));
        cells.set(0, operation);
        cells.set(1 + COLUMNS.indexOf(column), cell);
        cells.set(1 + COLUMNS.size(), reason);
    }

    /** Writes the page with these rows only. */
    void write(List<String> order) throws IOException {
        StringBuilder text = new StringBuilder(before).append("\n| situation | recorded as |");
        for (String column : COLUMNS) {
            text.append(' ').append(column).append(" |");
        }
        text.append(' ').append(WHY).append(" |\n|---|---|---|---|---|---|\n");
        for (String name : order) {
            text.append("| ").append(name).append(" |");
            for (String cell : rows.getOrDefault(name, List.of())) {
                text.append(cell.isEmpty() ? " |" : " " + cell + " |");
            }
            text.append('\n');
        }
        Files.writeString(PAGE, text.append(after), StandardCharsets.UTF_8);
    }
}
