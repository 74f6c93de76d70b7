package dev.holdup.report.check;

import java.util.List;

/** Verdicts in the XML form that build servers read as test results. */
public final class JUnitXml {
    private JUnitXml() {}

    /** One test suite for a recording, one test case for each rule. */
    public static String suite(String recording, List<Verdict> verdicts) {
        int failures = 0;
        int skipped = 0;
        for (Verdict verdict : verdicts) {
            failures += verdict.outcome() == Verdict.Outcome.BROKEN ? 1 : 0;
            skipped += verdict.outcome() == Verdict.Outcome.NOT_RECORDED ? 1 : 0;
        }
        StringBuilder xml = new StringBuilder();
        xml.append("  <testsuite name=\"")
                .append(escape("holdup check " + recording))
                .append("\" tests=\"")
                .append(verdicts.size())
                .append("\" failures=\"")
                .append(failures)
                .append("\" errors=\"")
                .append(skipped)
                .append("\">\n");
        for (Verdict verdict : verdicts) {
            xml.append("    <testcase classname=\"holdup.check\" name=\"")
                    .append(escape(verdict.rule().text()))
                    .append("\">");
            switch (verdict.outcome()) {
                case KEPT -> {}
                case BROKEN -> element(xml, "failure", verdict);
                case NOT_RECORDED -> element(xml, "error", verdict);
            }
            xml.append("</testcase>\n");
        }
        return xml.append("  </testsuite>\n").toString();
    }

    /** A whole file of suites. */
    public static String file(List<String> suites) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                + String.join("", suites)
                + "</testsuites>\n";
    }

    private static void element(StringBuilder xml, String name, Verdict verdict) {
        xml.append("\n      <").append(name).append(" message=\"");
        xml.append(escape(verdict.text())).append("\">");
        xml.append(escape(String.join("\n", verdict.evidence())));
        xml.append("</").append(name).append(">\n    ");
    }

    /** Characters XML 1.0 has no place for become question marks. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isForbidden = (c < 0x20 && c != '\n' && c != '\t') || c >= 0xfffe;
            boolean isHalf =
                    (Character.isHighSurrogate(c)
                                    && !(i + 1 < text.length()
                                            && Character.isLowSurrogate(text.charAt(i + 1))))
                            || (Character.isLowSurrogate(c)
                                    && !(i > 0 && Character.isHighSurrogate(text.charAt(i - 1))));
            if (isForbidden || isHalf) {
                escaped.append('?');
            } else {
                switch (c) {
                    case '&' -> escaped.append("&amp;");
                    case '<' -> escaped.append("&lt;");
                    case '>' -> escaped.append("&gt;");
                    case '"' -> escaped.append("&quot;");
                    default -> escaped.append(c);
                }
            }
        }
        return escaped.toString();
    }
}
