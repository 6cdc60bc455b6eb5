// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileInputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaksTest {
    private static final Duration SHORT = Duration.ofMillis(100);

    @BeforeEach
    void loadWhatItNeeds() {
        Leaks.assertNoneSince(Leaks.snapshot());
    }

    @Test
    void nothingOpenedNothingLeaked() {
        var before = Leaks.snapshot();
        assertThatCode(() -> Leaks.assertNoneSince(before)).doesNotThrowAnyException();
    }

    @Test
    void aDescriptorIsNamed() throws Exception {
        var before = Leaks.snapshot();
        var file = new FileInputStream("/proc/self/stat");
        assertThatThrownBy(() -> Leaks.assertNoneSince(before, SHORT))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("descriptors left open")
                .hasMessageContaining("/stat");
        file.close();
        Leaks.assertNoneSince(before);
    }

    @Test
    void aThreadIsNamedAndGivenTimeToEnd() throws Exception {
        var before = Leaks.snapshot();
        var end = new CountDownLatch(1);
        var thread = new Thread(
                () -> {
                    try {
                        end.await();
                        Thread.sleep(300);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                "left behind");
        thread.start();
        assertThatThrownBy(() -> Leaks.assertNoneSince(before, SHORT)).hasMessageContaining("left behind");
        end.countDown();
        Leaks.assertNoneSince(before);
    }
}
