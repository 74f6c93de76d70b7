package dev.holdup.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
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
    void escapesWhatWouldEndTheTextOrAPageAroundIt() {
        json.string("a\"b\\c\nd\u2028e\u0001</script>");
        assertThat(text).hasToString("\"a\\\"b\\\\c\\nd\\u2028e\\u0001\\u003c/script\\u003e\"");
    }

    @Test
    void writesWholeFractionsAsIntegersAndRoundsOthers() {
        json.beginArray().fraction(2.0).fraction(1.0 / 3).endArray();
        assertThat(text).hasToString("[2,0.333333]");
    }

    @Test
    void tellsWhatFailedWhenTheTargetCannotBeWritten() {
        Appendable full =
                new Appendable() {
                    @Override
                    public Appendable append(CharSequence text) throws IOException {
                        throw new IOException("disk full");
                    }

                    @Override
                    public Appendable append(CharSequence text, int start, int end)
                            throws IOException {
                        throw new IOException("disk full");
                    }

                    @Override
                    public Appendable append(char c) throws IOException {
                        throw new IOException("disk full");
                    }
                };
        assertThatThrownBy(() -> new JsonWriter(full).beginObject())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("writing JSON")
                .hasRootCauseMessage("disk full");
    }
}
