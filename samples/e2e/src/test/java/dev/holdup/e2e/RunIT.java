package dev.holdup.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code holdup run} and the agent on their own, at their borders. */
class RunIT {
    /** A program whose exit status and output are its arguments. */
    private static final String PROGRAM =
            """
            public class Ends {
                public static void main(String[] args) {
                    System.out.println(args[1]);
                    System.exit(Integer.parseInt(args[0]));
                }
            }
            """;

    @TempDir Path folder;

    static List<Jdk> jdks() {
        return Jdk.underTest();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void passesOnStatusAndOutputOfTheProgram(Jdk jdk) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Ends.java"), PROGRAM);
        HoldupJar holdup = new HoldupJar(jdk, folder);
        Path recording = folder.resolve("ends.jfr");
        for (int status : new int[] {0, 7}) {
            Finished run =
                    holdup.run(
                            "run",
                            "-o",
                            recording.toString(),
                            "--",
                            jdk.java(),
                            source.toString(),
                            Integer.toString(status),
                            "said by the program");
            assertThat(run.status()).as(run.toString()).isEqualTo(status);
            assertThat(run.out()).contains("said by the program");
            assertThat(recording).isNotEmptyFile();
            assertThat(holdup.report(recording).violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void startsTheProgramInSpiteOfUnknownAgentOption(Jdk jdk)
            throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Ends.java"), PROGRAM);
        Finished run =
                new HoldupJar(jdk, folder)
                        .run(
                                "run",
                                "-a",
                                "treshold=1ms",
                                "--",
                                jdk.java(),
                                source.toString(),
                                "5",
                                "still here");
        assertThat(run.status()).as(run.toString()).isEqualTo(5);
        assertThat(run.out()).contains("still here");
        assertThat(run.err()).contains("treshold").contains("threshold");
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void saysNotFoundLikeAShell(Jdk jdk) throws IOException, InterruptedException {
        Finished run = new HoldupJar(jdk, folder).run("run", "--", "no-such-program-anywhere");
        assertThat(run.status()).isEqualTo(127);
        assertThat(run.err()).contains("no-such-program-anywhere");
    }
}
