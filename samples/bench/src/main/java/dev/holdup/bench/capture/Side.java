package dev.holdup.bench.capture;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What is put into one of the two copies; the other one always runs bare. */
enum Side {
    /** Nothing: the ratio must come out as 1, its spread is the noise. */
    CONTROL("nothing (control)") {
        @Override
        List<String> arguments(Tools tools, Path folder) {
            return List.of();
        }
    },
    /** A thread that burns a known share: the ratio must come out as 1 + that share. */
    BURN("known burn of 5 %") {
        @Override
        List<String> arguments(Tools tools, Path folder) {
            return List.of("-D" + Burner.PROPERTY + "=" + BURN_SHARE);
        }
    },
    /** Our agent, default settings. */
    HOLDUP("Holdup agent, defaults") {
        @Override
        List<String> arguments(Tools tools, Path folder) {
            return List.of(
                    "-javaagent:" + tools.agent() + "=quiet,out=" + folder.resolve(RECORDING));
        }
    },
    /** The JDK's own recording with its heavier settings. */
    JFR("JFR profile") {
        @Override
        List<String> arguments(Tools tools, Path folder) {
            return List.of(
                    "-XX:StartFlightRecording=settings=profile,filename="
                            + folder.resolve(RECORDING),
                    "-Xlog:jfr*=off");
        }
    },
    /** async-profiler, wall clock and locks, default intervals, JFR output. */
    ASYNC("async-profiler wall+lock") {
        @Override
        List<String> arguments(Tools tools, Path folder) {
            return List.of(
                    "-agentpath:"
                            + tools.asyncProfiler()
                            + "=start,event=wall,lock,jfr,loglevel=none,file="
                            + folder.resolve(RECORDING));
        }
    };

    static final String RECORDING = "side.jfr";
    private static final double BURN_SHARE = 0.05;

    private final String label;

    Side(String label) {
        this.label = label;
    }

    /** For tables. */
    String label() {
        return label;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Options of the JVM that put it in. */
    abstract List<String> arguments(Tools tools, Path folder);
}
