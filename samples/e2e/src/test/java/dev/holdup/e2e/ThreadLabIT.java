package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The thread lab says of each claim whether it holds on this JVM and machine. */
class ThreadLabIT {
    private static final int CLAIMS = 9;

    /** What the JVM's design decides, and not the machine's speed. */
    private static final List<String> CERTAIN =
            List.of(
                    "A user-level thread that blocks and unmounts does not stop the others, even on"
                            + " one carrier.",
                    "A user-level thread that blocks and keeps its only carrier stops the others.",
                    "With another carrier left it does not stop them.",
                    "User-level threads use several processors only through several kernel-level"
                            + " threads.");

    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void printsVerdictAndFiguresForEachClaim(Jdk jdk) throws IOException, InterruptedException {
        Finished lab = run(jdk);
        assertThat(lab.status()).as(lab.toString()).isZero();
        assertThat(lab.out()).startsWith("JDK " + jdk.feature()).contains("processors");
        String verdict = jdk.feature() < 21 ? "absent  " : "(holds|does not hold)  ";
        assertThat(lab.out().lines().filter(line -> line.matches(verdict + ".*")))
                .as(lab.out())
                .hasSize(CLAIMS);
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void jsonHasVerdictForEachClaimAndOnOldJdkTheReason(Jdk jdk)
            throws IOException, InterruptedException {
        Finished lab = run(jdk, "json");
        assertThat(lab.status()).as(lab.toString()).isZero();
        JsonObject root = JsonParser.parseString(lab.out()).getAsJsonObject();
        assertThat(root.get("machine").getAsString()).startsWith("JDK " + jdk.feature());
        assertThat(root.getAsJsonArray("claims")).hasSize(CLAIMS);
        for (JsonElement element : root.getAsJsonArray("claims")) {
            JsonObject claim = element.getAsJsonObject();
            String text = claim.get("claim").getAsString();
            String verdict = claim.get("verdict").getAsString();
            String figures = claim.get("figures").getAsString();
            if (jdk.feature() < 21) {
                assertThat(verdict).as(text).isEqualTo("absent");
                assertThat(figures).as(text).contains("JDK 21", "Kernel-level alone: create ");
            } else {
                assertThat(verdict).as(text).isIn("holds", "does not hold", "absent");
                if (CERTAIN.contains(text)) {
                    assertThat(verdict).as(text + " " + figures).isEqualTo("holds");
                }
            }
        }
    }

    private Finished run(Jdk jdk, String... arguments) throws IOException, InterruptedException {
        return Finished.run(
                folder, HoldupJar.sample(jdk, "threadlab.ThreadLab", List.of(arguments)));
    }
}
