// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.Optional;

/**
 * What was typed to start bpfsh, for hints that say to type it again: {@code bpfsh}, {@code ./bpfsh}. Its launcher knows;
 * another program that uses this library says nothing.
 */
public final class CommandLine {
    private static final String PROPERTY = "bpfsh.command";

    private CommandLine() {}

    /** The command, as its launcher was called. */
    public static String name() {
        return launched().orElse("bpfsh");
    }

    /** The hint for who lacks rights. */
    public static String asRoot() {
        return "run it as root"
                + launched().map(name -> ": sudo " + name + " ...").orElse("");
    }

    /** The same command with a variable set, such as {@code NAME=value}. */
    public static String with(String assignment) {
        return assignment + launched().map(name -> " " + name + " ...").orElse("");
    }

    private static Optional<String> launched() {
        return Optional.ofNullable(System.getProperty(PROPERTY));
    }
}
