// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Offers;
import dev.bpfsh.complete.Offers.Offer;
import dev.bpfsh.host.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jline.reader.LineReader;

/**
 * The key Shift-Tab: imports a type that the line needs and nobody has imported, or else puts a variable in front of an
 * expression. Of several types a digit chooses.
 */
final class ShiftTab {
    private static final int MOST = 9;

    private final Offers offers;
    private final PromptReader reader;
    private final Consumer<String> evaluate;
    private List<String> imports = List.of();
    private int offeredAt;

    /** @param evaluate runs a line of Java in the session */
    ShiftTab(Evaluator evaluator, PromptReader reader, Consumer<String> evaluate) {
        this.offers = new Offers(evaluator);
        this.reader = reader;
        this.evaluate = evaluate;
    }

    /** Takes the key, and the digits, which choose where there is something to choose from. */
    void bind() {
        reader.bind("bpfsh-shift-tab", "\u001b[Z", this::press);
        for (int digit = 1; digit <= MOST; digit++) {
            reader.bind("bpfsh-digit", String.valueOf(digit), this::digit);
        }
    }

    /** The answer may take a while, so other keys go on meanwhile. */
    private boolean press() {
        String text = reader.text();
        int keys = reader.keys();
        reader.below(List.of("looking ..."));
        CompletableFuture.supplyAsync(() -> offers.of(text), Tab::start)
                .whenComplete((offer, failure) -> reader.unlessTyped(keys, () -> show(offer, keys)));
        return true;
    }

    private boolean digit() {
        int chosen = reader.getLastBinding().charAt(0) - '1';
        if (reader.keys() == offeredAt + 1 && chosen >= 0 && chosen < imports.size()) {
            take(imports.get(chosen));
        } else {
            reader.callWidget(LineReader.SELF_INSERT);
        }
        return true;
    }

    private void show(Offer offer, int keys) {
        imports = List.of();
        if (offer == null || offer.imports().isEmpty() && offer.variable().isEmpty()) {
            reader.below(List.of("nothing to import, and no value for a variable"));
        } else if (offer.imports().size() == 1) {
            take(offer.imports().get(0));
        } else if (offer.imports().isEmpty()) {
            reader.below(List.of());
            reader.replace(0, 0, offer.variable());
            // Behind the name, where another one can be typed.
            reader.place(offer.variable().length() - " = ".length());
        } else {
            imports = offer.imports().stream().limit(MOST).toList();
            offeredAt = keys;
            List<String> lines = new ArrayList<>();
            for (String name : imports) {
                lines.add((lines.size() + 1) + "  import " + name);
            }
            lines.add("a digit chooses");
            reader.below(lines);
        }
    }

    /** On another thread: JLine's lock is held here, and an evaluation may print. */
    private void take(String name) {
        int keys = reader.keys();
        reader.below(List.of("import " + name + " ..."));
        CompletableFuture.runAsync(() -> evaluate.accept("import " + name + ";"), Tab::start)
                .whenComplete(
                        (done, failure) -> reader.unlessTyped(keys, () -> reader.below(List.of("imported " + name))));
    }
}
