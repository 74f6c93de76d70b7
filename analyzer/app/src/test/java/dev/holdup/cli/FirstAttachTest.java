package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class FirstAttachTest {

    @Test
    void saysWhatTheFirstAttachCostsWhereCompiledCodeIsForgotten() {
        assertThat(TargetRecording.costOfFirstAttach(java("17")))
                .startsWith("note: Java 17")
                .contains("-javaagent:holdup-agent.jar=action=prime");
        assertThat(TargetRecording.costOfFirstAttach(java("22"))).isNotEmpty();
    }

    @Test
    void saysNothingWhereItIsKept() {
        assertThat(TargetRecording.costOfFirstAttach(java("23"))).isEmpty();
        assertThat(TargetRecording.costOfFirstAttach(java("25"))).isEmpty();
        assertThat(TargetRecording.costOfFirstAttach(new Properties())).isEmpty();
    }

    @Test
    void saysNothingToAJvmThatHasMetAnAgent() {
        Properties primed = java("17");
        primed.setProperty(JvmTarget.PRIMED, "true");
        assertThat(TargetRecording.costOfFirstAttach(primed)).isEmpty();
    }

    private static Properties java(String version) {
        Properties properties = new Properties();
        properties.setProperty("java.specification.version", version);
        return properties;
    }
}
