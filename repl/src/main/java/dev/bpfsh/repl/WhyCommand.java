// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Why;

/** {@code /why}: all about the last error. */
final class WhyCommand {
    private WhyCommand() {}

    static Command of(Evaluator evaluator) {
        return new Command("/why", "", """
                shows all about the last error
                The verifier's whole log and what libbpf said, the error number by name, the whole stack with all
                causes, all the words of the compiler.""", Offer.NOTHING, argument -> {
                    try {
                        return evaluator.call(() -> Why.last().toString()).orElse("stopped");
                    } catch (RuntimeException broken) {
                        return "no words for it: " + broken;
                    }
                })
                .java("why()");
    }
}
