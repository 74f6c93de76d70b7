package dev.holdup.cli;

import picocli.CommandLine.Command;

/** The bare {@code holdup}: explains itself; the work is in the sub-commands. */
@Command(
        name = "holdup",
        description = "Shows which blocking calls stalled which threads of a JVM.",
        mixinStandardHelpOptions = true,
        versionProvider = HoldupVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit status: ",
        footer = {
            "0 fine, 1 a check failed, 2 wrong usage, 3 input could not be read,",
            "4 target could not be attached. 'run' passes on the status of the program.",
            "",
            "Times are written like 200ms, 1.5s or 2m. NO_COLOR is honoured.",
            "Start with:  holdup demo"
        })
final class HoldupCommand {}
