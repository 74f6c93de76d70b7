package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void writesTheWholeVerdict() {
        Golden.check("read-under-lock.txt", TextReport.of(Story.readUnderLockReport()));
    }

    @Test
    void fitsAHundredColumns() {
        assertThat(TextReport.of(Story.readUnderLockReport()).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void letsNoControlCharacterOfANameReachTheTerminal() {
        assertThat(TextWrap.cut("evil\u001b[31m\nname", 40)).isEqualTo("evil?[31m?name");
    }

    @Test
    void cutsTheMiddleOfALongName() {
        assertThat(TextWrap.cut("com.acme.deep.down.Service.callAll:10", 20))
                .hasSize(20)
                .startsWith("com.a")
                .endsWith(".callAll:10");
    }
}
