package dev.holdup.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.model.Operation;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import org.junit.jupiter.api.Test;

class DrawingTest {
    @Test
    void readsRowsUnderARuler() {
        Drawing drawing =
                Drawing.parse(
                        """
                        time   0    10   20   30   40
                        A      R----B(m)------R---
                        B      R-[m-----------]---
                        expect A blocked 10..30 ms <- B, holds m
                        expect A -> EXEC B 20
                        """);
        Trace trace = drawing.trace();
        assertThat(drawing.waits()).hasSize(1);
        assertThat(drawing.waits().get(0).operation()).isEqualTo(Operation.MONITOR_ENTER);
        assertThat(drawing.waits().get(0).startNanos()).isEqualTo(10_000_000);
        assertThat(drawing.waits().get(0).endNanos()).isEqualTo(30_000_000);
        assertThat(drawing.holds().get(0).startNanos()).isEqualTo(4_000_000);
        assertThat(drawing.holds().get(0).endNanos()).isEqualTo(30_000_000);
        assertThat(trace.recording().durationNanos()).isEqualTo(38_000_000);
        assertThat(trace.segments().state(1)).isEqualTo(ThreadState.BLOCKED_MONITOR);
    }

    @Test
    void printsAListThatReadsBackTheSame() {
        String text =
                """
                unit ns
                thread A
                thread v virtual 3..20
                thread c carrier
                A: W(monitor.enter m) 10..30 timed-out owner c previous v by v@25 notify inferred guessed
                A: W(socket.read db:5432) 31..33
                A: I() 33..35
                v: C 4..6
                c: holds m 10..28 guessed
                v: shares p 3..9
                task Y by A at 1 on c 2..3 in pool for f
                task Z by A at 1 in pool
                mount v on c 6..9
                pause gc 36..37 G1
                pause sync 35..36 late c
                end 40
                """;
        assertThat(Drawing.parse(text).text()).isEqualTo(text);
    }

    @Test
    void tellsLineExpectedAndFoundWhenARowIsWrong() {
        assertThatThrownBy(() -> Drawing.parse("time 0    10\nA    R--?--\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a state, -, [ or ], found '?'");
        assertThatThrownBy(() -> Drawing.parse("A: B(m) 10-20\n"))
                .hasMessageContaining("line 1")
                .hasMessageContaining("expected an interval from..to, found '10-20'");
        assertThatThrownBy(() -> Drawing.parse("A   R---\n"))
                .hasMessageContaining("expected a 'time' ruler above the first row");
        assertThatThrownBy(() -> Drawing.parse("A: B(m) 1..2 byy C\n"))
                .hasMessageContaining("expected a qualifier of a wait, found 'byy'");
        assertThatThrownBy(() -> Drawing.parse("A: B(m) 1..2 by C\n").trace())
                .hasMessageContaining("expected one of threads [A], found C");
        assertThatThrownBy(() -> Drawing.parse("A: R 0..0.0000001\n"))
                .hasMessageContaining("expected a time in whole nanoseconds");
    }
}
