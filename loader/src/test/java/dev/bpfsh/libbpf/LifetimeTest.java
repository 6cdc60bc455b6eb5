// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LifetimeTest {
    private final Lifetime lifetime = new Lifetime("thing");
    private final AtomicBoolean released = new AtomicBoolean();
    private final java.util.concurrent.ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private void end() {
        lifetime.end(() -> released.set(true));
    }

    @Test
    void afterTheEndEveryTouchIsRefused() {
        assertThat(lifetime.<Integer>during(() -> 5)).isEqualTo(5);
        end();
        assertThat(released).isTrue();
        assertThatThrownBy(() -> lifetime.during(() -> 5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thing is closed");
        assertThatThrownBy(lifetime::enter).isInstanceOf(IllegalStateException.class);
        lifetime.end(() -> {
            throw new AssertionError("released twice");
        });
    }

    @Test
    void whoIsWithinACallMayNotComeBack() {
        assertThatThrownBy(() -> lifetime.during(() -> lifetime.during(() -> 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("at work");
        assertThatThrownBy(() -> lifetime.during(() -> {
                    end();
                    return 1;
                }))
                .isInstanceOf(IllegalStateException.class);
        lifetime.requireOutside();
        end();
        assertThat(released).isTrue();
    }

    @Test
    void theEndWaitsForThoseWithin() throws Exception {
        var inside = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        threads.submit(() -> lifetime.during(() -> {
            inside.countDown();
            return await(leave);
        }));
        inside.await();
        var ending = threads.submit(this::end);
        assertThatThrownBy(() -> ending.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(released).isFalse();
        assertThatThrownBy(lifetime::enter).hasMessage("thing is closed");
        leave.countDown();
        ending.get();
        assertThat(released).isTrue();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void anInterruptedThreadWaitsTooAndStaysInterrupted() throws Exception {
        lifetime.enter();
        var interrupted = new AtomicBoolean();
        var ending = new Thread(() -> {
            Thread.currentThread().interrupt();
            end();
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        ending.start();
        ending.join(50);
        assertThat(released).isFalse();
        lifetime.exit();
        ending.join();
        assertThat(released).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void nobodyIsWithinAfterTheRelease() throws Exception {
        for (int round = 0; round < 300; round++) {
            var each = new Lifetime("round");
            var within = new AtomicInteger();
            var gone = new AtomicBoolean();
            var started = new CountDownLatch(3);
            var users = new ArrayList<Future<?>>();
            for (int i = 0; i < 3; i++) {
                users.add(threads.submit(() -> {
                    started.countDown();
                    while (true) {
                        each.enter();
                        within.incrementAndGet();
                        if (gone.get()) {
                            throw new AssertionError("within after the release");
                        }
                        within.decrementAndGet();
                        each.exit();
                    }
                }));
            }
            started.await();
            each.end(() -> {
                gone.set(true);
                if (within.get() != 0) {
                    throw new AssertionError("released while somebody was within");
                }
            });
            for (var user : users) {
                assertThatThrownBy(user::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IllegalStateException.class);
            }
        }
    }
}
