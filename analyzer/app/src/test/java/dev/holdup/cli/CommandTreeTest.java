package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandTreeTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Console console =
            new Console(new PrintWriter(out), new PrintWriter(err), false, false, false);

    @Test
    void everyCommandHasADescriptionAndAnExampleOfItself() {
        Map<String, CommandLine> commands = HoldupMain.commandLine(console).getSubcommands();

        assertThat(commands).containsKeys("demo", "run", "open", "report", "check", "export");
        commands.forEach((name, command) -> {
            if (!command.getCommandSpec().usageMessage().hidden()) {
                String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
                assertThat(usage).contains("Examples:").contains("  holdup " + name);
                assertThat(usage.lines())
                        .allSatisfy(line -> assertThat(line.length()).isLessThan(101));
            }
        });
    }

    @Test
    void helpGoesToStdoutAndWrongUsageToStderr() {
        assertThat(HoldupMain.run(console, "report", "--help")).isZero();
        assertThat(out.toString()).contains("--explain");
        assertThat(err.toString()).isEmpty();

        assertThat(HoldupMain.run(console, "report")).isEqualTo(2);
        assertThat(err.toString()).contains("RECORDING");
    }
}
