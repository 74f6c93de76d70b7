package dev.holdup.cli;

import picocli.CommandLine.IVersionProvider;

/** The version this jar was built as, and the JDK it runs on. */
final class HoldupVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"holdup " + text(), "on Java " + Runtime.version()};
    }

    static String text() {
        String version = HoldupVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not run from its jar)" : version;
    }
}
