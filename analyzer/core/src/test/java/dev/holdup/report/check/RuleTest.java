package dev.holdup.report.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RuleTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-stall 200ms",
                "max-stall 1.5s threads http-.* site com[.]acme",
                "max-share 0.5%",
                "no-pinning threads v-.*",
                "no-deadlock"
            })
    void writesARuleAsItIsRead(String text) {
        assertThat(Rule.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "max-stall, expected a limit",
        "max-stall 200, expected a duration",
        "max-share 5, expected a share",
        "max-sleep 5ms, 'expected max-stall, max-share, no-pinning or no-deadlock'",
        "max-stall 5ms threads, expected a regular expression after threads",
        "max-stall 5ms threads (, expected a regular expression",
        "no-pinning site x, found site",
        "max-stall 5ms often x, found often"
    })
    void tellsWhatItExpectedAndFound(String text, String message) {
        assertThatThrownBy(() -> Rule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tellsTheLineOfAFile() {
        assertThatThrownBy(() -> Rule.parseLines("my.rules", List.of("# fine", "", "no-deadlok")))
                .hasMessageStartingWith("my.rules, line 3: ");
    }

    @Test
    void writesXmlThatAnyParserReads() throws Exception {
        Verdict verdict =
                new Verdict(
                        Rule.parse("max-stall 1ms threads <a&b>"),
                        Verdict.Outcome.BROKEN,
                        "\"quoted\" & \u0001 \ud800",
                        List.of("`x` <y>"));
        String xml = JUnitXml.file(List.of(JUnitXml.suite("a&b.jfr", List.of(verdict))));
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(xml)));

        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("`x` <y>");
    }
}
