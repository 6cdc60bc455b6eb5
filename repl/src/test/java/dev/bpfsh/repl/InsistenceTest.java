// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsistenceTest {
    private final List<String> done = new ArrayList<>();
    private long now = 5;
    private final Insistence insistence =
            new Insistence(() -> done.add("stop"), () -> done.add("tell"), () -> done.add("leave"), () -> now);

    @Test
    void theFirstStopsTheSecondTellsTheThirdLeaves() {
        insistence.pressed();
        insistence.pressed();
        now += Insistence.PATIENCE_NANOS;
        insistence.pressed();
        assertThat(done).containsExactly("stop", "tell", "leave");
    }

    @Test
    void whoPressesFastDoesNotLeave() {
        for (int i = 0; i < 5; i++) {
            insistence.pressed();
        }
        assertThat(done).containsExactly("stop", "tell", "stop", "stop", "stop");
    }

    @Test
    void whatHadItsEffectIsForgotten() {
        insistence.pressed();
        insistence.over();
        now += 10 * Insistence.PATIENCE_NANOS;
        insistence.pressed();
        insistence.over();
        insistence.pressed();
        assertThat(done).containsExactly("stop", "stop", "stop");
    }
}
