package dev.holdup.samples.threadlab;

/**
 * One claim of the chapter against what was measured.
 *
 * @param text the claim as a sentence
 * @param verdict holds, does not hold, or why there is no verdict
 * @param figures what was measured, with units
 */
record Claim(String text, String verdict, String figures) {
    static Claim of(String text, boolean holds, String figures) {
        return new Claim(text, holds ? "holds" : "does not hold", figures);
    }

    static Claim absent(String text, String reason) {
        return new Claim(text, "absent", reason);
    }

    String json() {
        return "{\"claim\": "
                + quoted(text)
                + ", \"verdict\": "
                + quoted(verdict)
                + ", \"figures\": "
                + quoted(figures)
                + "}";
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
