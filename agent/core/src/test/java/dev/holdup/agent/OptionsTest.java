package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.agent.probe.Family;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    @TempDir private Path folder;

    @Test
    void defaultsToOneMillisecondAndEverythingOn() throws Exception {
        Options options = Options.parse("");
        for (Family family : Family.values()) {
            assertThat(options.isOn(family)).isTrue();
            assertThat(options.thresholdNanos(family)).isEqualTo(1_000_000);
        }
    }

    @Test
    void understandsThresholdsByFamily() throws Exception {
        Options options = Options.parse("threshold=2.5ms,threshold.file=0,threshold.park=20us");
        assertThat(options.thresholdNanos(Family.SOCKET)).isEqualTo(2_500_000);
        assertThat(options.thresholdNanos(Family.FILE)).isZero();
        assertThat(options.thresholdNanos(Family.PARK)).isEqualTo(20_000);
    }

    @Test
    void understandsSizesAgesAndRates() throws Exception {
        Options options = Options.parse("maxsize=3g,maxage=1.5h,rate=7,duration=30s,stack=100");
        assertThat(options.maxSizeBytes()).isEqualTo(3L << 30);
        assertThat(options.maxAgeNanos()).isEqualTo(5_400_000_000_000L);
        assertThat(options.ratePerSecond()).isEqualTo(7);
        assertThat(options.durationNanos()).isEqualTo(30_000_000_000L);
        assertThat(options.stackDepth()).isEqualTo(100);
    }

    @Test
    void letsLaterSettingsWinOverAFile() throws Exception {
        Path file = folder.resolve("a.conf");
        Files.writeString(file, "file=off\nsocket=off\n");
        Options options = Options.parse("config=" + file + ",socket=on");
        assertThat(options.isOn(Family.FILE)).isFalse();
        assertThat(options.isOn(Family.SOCKET)).isTrue();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        refuses("treshold=1", "unknown option \"treshold\"; known are config, duration");
        refuses("threshold.fiel=1ms", "unknown option \"threshold.fiel\"");
        refuses("threshold=1", "threshold: expected a duration like 1ms, 1.5s or 0, found \"1\"");
        refuses("threshold=.ms", "found \".ms\"");
        refuses("threshold=1 ms", "found \"1 ms\"");
        refuses("maxsize=10q", "found \"10q\"");
        refuses("maxsize=", "found \"\"");
        refuses("rate=-1", "found \"-1\"");
        refuses("file=maybe", "file: expected on or off, found \"maybe\"");
        refuses("stack=0", "stack: expected 1 to 2048 frames, found 0");
        refuses("config=/no/such/file", "config: cannot read /no/such/file");
    }

    @Test
    void understandsProbes() throws Exception {
        Options options =
                Options.parse(
                        "threshold.user=3ms,probe=com.acme.Dao#find*;arg=1,"
                                + "probe=com.acme.*Client#send;threshold=0;label=send");
        assertThat(options.probes()).hasSize(2);
        assertThat(options.probes().get(0).thresholdNanos()).isEqualTo(3_000_000);
        assertThat(options.probes().get(0).argument()).isEqualTo(1);
        assertThat(options.probes().get(0).matchesClass("com/acme/Dao")).isTrue();
        assertThat(options.probes().get(0).matchesClass("com/acme/Dao2")).isFalse();
        assertThat(options.probes().get(1).matchesClass("com/acme/http/HttpClient")).isTrue();
        assertThat(options.probes().get(1).thresholdNanos()).isZero();
        assertThat(options.probes().get(1).label()).isEqualTo("send");
    }

    @Test
    void refusesProbesOfNothingAndOfTheJdk() {
        refuses("probe=com.acme.Dao", "expected a class and a method like com.acme.Dao#find*");
        refuses("probe=#find", "found \"#find\"");
        refuses("probe=*Dao#find", "expected at least the beginning of a package");
        refuses("probe=java.util.List#add", "classes of the JDK and of Holdup cannot be probed");
        refuses("probe=a.B#c;args=0", "expected threshold, arg or label after the method");
        refuses("probe=a.B#c;threshold=1", "probe;threshold: expected a duration");
        refuses("probe=a.B#c;arg=x", "found \"x\"");
        refuses("idle=queue.take", "idle: expected an operation, a place and a pattern");
    }

    @Test
    void refusesFilesThatNameEachOther() throws Exception {
        Path file = folder.resolve("loop.conf");
        Files.writeString(file, "config=" + file + "\n");
        refuses("config=" + file, "files naming each other");
    }

    @Test
    void fillsProcessAndTimeIntoTheOutput() {
        assertThat(OutputFile.filled("/tmp/a-%p.jfr")).matches("/tmp/a-\\d+\\.jfr");
        assertThat(OutputFile.filled("%t")).matches("\\d{8}-\\d{6}");
        assertThat(OutputFile.filled("100%.jfr")).isEqualTo("100%.jfr");
    }

    @Test
    void namesTheOutputAfterTheProgram() {
        assertThat(OutputFile.mainName("com.acme.Main one two")).isEqualTo("Main");
        assertThat(OutputFile.mainName("/opt/app/server-1.2.jar --port 1")).isEqualTo("server-1.2");
        assertThat(OutputFile.mainName("acme.app/com.acme.Main x")).isEqualTo("Main");
        assertThat(OutputFile.mainName("weird$name;rm")).isEqualTo("weird_name_rm");
        assertThat(OutputFile.mainName("")).isEqualTo("java");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> Options.parse(text))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(message);
    }
}
