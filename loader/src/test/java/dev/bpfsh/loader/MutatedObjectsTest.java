// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Damaged objects open or are refused with our own exception; nothing else comes out and nothing stays. For a longer
 * run, in processes that may die of it: {@link MutationCampaign}.
 */
class MutatedObjectsTest {
    private static final int OPENED = Integer.getInteger("bpfsh.mutations", 10_000);
    private static final int LOADED = Integer.getInteger("bpfsh.loaded.mutations", 500);

    // What starts at its first use is no leak.
    private static final int WARM_UP = 100;

    private record Run(List<byte[]> bases, Function<byte[], Inspection.Outcome> inspection) {
        Map<Inspection.Outcome, Integer> over(int from, int to) {
            var outcomes = new EnumMap<Inspection.Outcome, Integer>(Inspection.Outcome.class);
            for (int number = from; number < to; number++) {
                try {
                    outcomes.merge(inspection.apply(Mutator.mutate(bases, number)), 1, Integer::sum);
                } catch (Throwable wrong) {
                    throw new AssertionError("object number " + number, wrong);
                }
            }
            return outcomes;
        }
    }

    @Test
    @Timeout(300)
    void openOrAreRefused() {
        var run = new Run(Corpus.bytes(Corpus.all()), damaged -> {
            Inspection.walkTypes(damaged);
            return Inspection.open(damaged);
        });
        run.over(0, WARM_UP);
        var before = Leaks.snapshot();
        var outcomes = run.over(WARM_UP, WARM_UP + OPENED);
        assertThat(outcomes.get(Inspection.Outcome.OPENED)).isGreaterThan(OPENED / 10);
        assertThat(outcomes.get(Inspection.Outcome.REFUSED)).isGreaterThan(OPENED / 10);
        assertThat(Session.current().alive()).isEmpty();
        Leaks.assertNoneSince(before);
    }

    @Test
    @Timeout(300)
    @RequiresKernel({Feature.BPF, Feature.ROOT})
    void loadOrAreRefused() {
        var run = new Run(Corpus.bytes(Corpus.loadable()), Inspection::load);
        run.over(0, WARM_UP);
        var before = Leaks.snapshot();
        var outcomes = run.over(WARM_UP, WARM_UP + LOADED);
        assertThat(outcomes).containsKeys(Inspection.Outcome.values());
        assertThat(Session.current().alive()).isEmpty();
        Leaks.assertNoneSince(before);
    }
}
