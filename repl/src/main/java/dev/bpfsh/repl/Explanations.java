// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.loader.Step;
import dev.bpfsh.view.Style;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells what a line at the prompt did in the kernel, and what is legal next, until the person knows it: of each kind of
 * step a few times in a session.
 */
final class Explanations {
    private static final String ON = "on";
    private static final String OFF = "off";
    /** Of each kind. */
    private static final int OFTEN_ENOUGH = 3;

    private final Supplier<Style> style;
    private final BooleanSupplier learning;
    private final Map<Class<?>, Integer> told = new HashMap<>();
    private boolean wanted = true;

    /**
     * @param style how text may look on the terminal as it is now
     * @param learning whether a lesson is on, which explains what it does itself
     */
    Explanations(Supplier<Style> style, BooleanSupplier learning) {
        this.style = style;
        this.learning = learning;
    }

    /** What there is to say of a step. */
    Optional<String> of(Step step) {
        if (!wanted || learning.getAsBoolean() || told.merge(step.getClass(), 1, Integer::sum) > OFTEN_ENOUGH) {
            return Optional.empty();
        }
        try {
            return Optional.of(Explanation.of(step).stream()
                    .map(line -> style.get().faint(style.get().cut("  " + PlainText.harmless(line))))
                    .collect(Collectors.joining("\n")));
        } catch (RuntimeException gone) {
            // It was closed meanwhile, by a thread in the background: then there is nothing to tell of it.
            return Optional.empty();
        }
    }

    /** The setting of it. */
    Settings.One setting() {
        return new Settings.One(
                "explain", List.of(ON, OFF), "whether steps are explained", () -> wanted ? ON : OFF, value -> {
                    wanted = value.equals(ON);
                    told.clear();
                });
    }

    /** {@code /explain}. */
    Command command() {
        Settings.One setting = setting();
        return new Command("/explain", "[on | off]", """
                tells what each step did in the kernel, and what is legal next
                Behind open, load, attach, detach, pin, close, and what sets a global or an entry of a map: one or two
                lines with the numbers that the kernel has given. Of each kind three times, then you know it; on
                begins anew. Not for loops and threads, not in scripts, not while a lesson is on. It is on; the line
                /explain off in startup.jsh keeps it off.""", Offer.words(ON, OFF), argument -> {
                    if (argument.isEmpty()) {
                        return "explain is " + setting.get().get();
                    } else if (!setting.values().contains(argument)) {
                        throw new Command.Wrong("/explain takes on, off");
                    }
                    setting.set().accept(argument);
                    return "";
                })
                .example("/explain on", "all explanations once more")
                .example("/explain off", "none");
    }
}
