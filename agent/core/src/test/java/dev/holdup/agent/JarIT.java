package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

class JarIT {

    @Test
    void showsTheApplicationNothingButTheEntryAndTheBootPart() throws IOException {
        try (JarFile jar = new JarFile(ObservedJvm.JAR.toFile())) {
            int hidden = 0;
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (entry.isDirectory()) {
                    continue;
                }
                boolean isBoot = name.matches("dev/holdup/boot/\\w+(\\$\\w+)?\\.class");
                boolean isEntry =
                        name.matches("dev/holdup/agent/(HoldupAgent|AgentClassLoader)\\.class");
                boolean isMeta = name.matches("META-INF/(MANIFEST.MF|LICENSE)");
                boolean isHidden = name.matches("inst/dev/holdup/agent/.*\\.classdata");
                assertThat(isBoot || isEntry || isMeta || isHidden).as(name).isTrue();
                hidden += isHidden ? 1 : 0;
            }
            assertThat(hidden).isGreaterThan(50);
            assertThat(jar.getEntry("inst/dev/holdup/agent/asm/ClassReader.classdata")).isNotNull();
            assertThat(jar.getEntry("inst/dev/holdup/agent/HoldupAgent.classdata")).isNull();
        }
    }

    @Test
    void hasTheManifestOfAnAgent() throws IOException {
        try (JarFile jar = new JarFile(ObservedJvm.JAR.toFile())) {
            Attributes main = jar.getManifest().getMainAttributes();
            assertThat(main.getValue("Premain-Class")).isEqualTo("dev.holdup.agent.HoldupAgent");
            assertThat(main.getValue("Agent-Class")).isEqualTo("dev.holdup.agent.HoldupAgent");
            assertThat(main.getValue("Can-Retransform-Classes")).isEqualTo("true");
            assertThat(main.getValue("Implementation-Version"))
                    .isEqualTo(System.getProperty("test.version"));
        }
    }
}
