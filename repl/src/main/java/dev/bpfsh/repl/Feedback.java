// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** How much the prompt says of what went well, with the names of jshell's modes; what went wrong is always shown. */
enum Feedback {
    /** Nothing. */
    SILENT,
    /** Values, and what was declared. */
    NORMAL,
    /** Also the types of values. */
    VERBOSE;

    /** What to show of an outcome. */
    Optional<String> of(Outcome outcome, Answers answers) {
        if (this == SILENT && outcome.succeeded()) {
            return Optional.empty();
        }
        String text = answers.of(outcome);
        if (this == VERBOSE && outcome instanceof Outcome.Value value) {
            text += "\n  " + value.name() + " is of type " + PlainText.harmless(value.type());
        }
        return Optional.of(text);
    }

    /** The setting of it. */
    static Settings.One setting(Supplier<Feedback> get, Consumer<Feedback> set) {
        List<String> names = Stream.of(values()).map(Feedback::word).toList();
        return new Settings.One(
                "feedback",
                names,
                "how much to say",
                () -> get.get().word(),
                value -> set.accept(valueOf(value.toUpperCase(Locale.ROOT))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
