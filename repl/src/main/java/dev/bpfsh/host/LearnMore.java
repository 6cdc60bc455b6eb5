// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.CommandLine;
import dev.bpfsh.libbpf.Topic;
import java.util.Optional;

/** Where that is taught which an error is about: a lesson, if there is one, else what shows it. */
public final class LearnMore {
    private LearnMore() {}

    /** What to type at the prompt; empty where nothing teaches it. */
    public static Optional<String> atPrompt(Topic topic) {
        return switch (topic) {
            case MACHINE -> Optional.of("run(\"doctor\")");
            case SHELL -> Optional.of("/help");
            default -> lesson(topic).map(name -> "/lesson " + name);
        };
    }

    /** The same for whoever has run a script; empty where nothing teaches it. */
    public static Optional<String> inScript(Topic topic) {
        return switch (topic) {
            case MACHINE -> Optional.of(CommandLine.name() + " doctor");
            case SHELL -> Optional.empty();
            default -> lesson(topic).map(name -> "/lesson " + name + " at the prompt");
        };
    }

    /** A lesson's file is called by its number and by what it teaches. */
    private static Optional<String> lesson(Topic topic) {
        return Bundled.lessons().names().stream()
                .filter(name -> name.matches("\\d+-" + topic))
                .findFirst()
                .map(name -> topic.toString());
    }
}
