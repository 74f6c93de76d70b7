package dev.holdup.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class JsonWriterTest {
    private final StringBuilder text = new StringBuilder();
    private final JsonWriter json = new JsonWriter(text);

    @Test
    void placesCommasBetweenMembersAndElements() {
        json.beginObject().member("a", 1).name("b").beginArray().number(2).string("x").bool(true);
        json.beginObject().endObject().absent().endArray().member("c", false).endObject();
        assertThat(text).hasToString("{\"a\":1,\"b\":[2,\"x\",true,{},null],\"c\":false}");
    }

    @Test
    void escapesWhatWouldEndTheTextOrBreakIt() {
        json.string("a\"b\\c\nd\u2028e\u0001");
        assertThat(text).hasToString("\"a\\\"b\\\\c\\u000ad\\u2028e\\u0001\"");
    }

    @Test
    void keepsPairsAndEscapesHalfPairs() {
        json.string("\ud83d\ude00 \ud83d");
        assertThat(text).hasToString("\"\ud83d\ude00 \\ud83d\"");
    }

    @Test
    void writesFractionsShort() {
        json.beginArray().fraction(2).fraction(0.1234567).fraction(-1.5).endArray();
        assertThat(text).hasToString("[2,0.123457,-1.5]");
    }
}
