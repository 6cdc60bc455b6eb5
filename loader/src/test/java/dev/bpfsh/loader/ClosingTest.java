// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.BuildJdk;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.Leaks;
import dev.bpfsh.testing.RequiresKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two threads call whatever can be called on an object and its parts, while a third closes it: a value comes out, a
 * {@link BpfException} or an {@link IllegalStateException}, and nothing else.
 */
@RequiresKernel({Feature.BPF, Feature.TRACEFS})
class ClosingTest {
    private static final int ROUNDS = BuildJdk.isThis() ? 40 : 10;
    private static final int LONGEST_MS = 30;
    private static final int PATIENCE_MS = 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"globals", "maps", "two", "corpus/map_in_map", "corpus/code_functions"})
    @Timeout(600)
    void neverComesAtTheWrongMoment(String fixture) throws Exception {
        round(fixture, 0);
        var before = Leaks.snapshot();
        for (int number = 1; number <= ROUNDS; number++) {
            round(fixture, number);
        }
        assertThat(Session.current().alive()).isEmpty();
        Leaks.assertNoneSince(before);
    }

    private static void round(String fixture, int number) throws Exception {
        var random = new Random(number);
        var object = Fixture.open(fixture);
        // Some are closed before they are loaded, some while they are.
        boolean loaded = random.nextInt(4) > 0;
        if (loaded) {
            object.load();
        }
        var surface = new PublicSurface(object);
        var wrong = ConcurrentHashMap.<String>newKeySet();
        var closed = new AtomicBoolean();
        var ready = new CountDownLatch(2);
        var threads = new ArrayList<Thread>();
        for (int each = 0; each < 2; each++) {
            long seed = number * 2L + each;
            var thread = new Thread(() -> callAll(surface, new Random(seed), ready, closed, wrong), "caller " + each);
            thread.start();
            threads.add(thread);
        }
        ready.await();
        Thread.sleep(random.nextInt(LONGEST_MS));
        object.close();
        closed.set(true);
        for (var thread : threads) {
            thread.join(PATIENCE_MS);
            assertThat(thread.isAlive())
                    .as("hangs in %s", List.of(thread.getStackTrace()))
                    .isFalse();
        }
        assertThat(wrong).as("%s, round %d", fixture, number).isEmpty();
        assertThat(object.state()).isEqualTo(BpfObject.State.CLOSED);
    }

    // Over and over until the object is closed, and each once more after that.
    private static void callAll(
            PublicSurface surface, Random random, CountDownLatch ready, AtomicBoolean closed, Set<String> wrong) {
        var calls = surface.calls();
        ready.countDown();
        while (!closed.get()) {
            call(surface, calls.get(random.nextInt(calls.size())), random, wrong);
        }
        for (var call : calls) {
            call(surface, call, random, wrong);
        }
    }

    private static void call(PublicSurface surface, PublicSurface.Call call, Random random, Set<String> wrong) {
        try {
            surface.call(call, random);
        } catch (BpfException | IllegalStateException expected) {
            if (String.valueOf(expected.getMessage()).equals("null")) {
                wrong.add(call + ": says nothing");
            }
        } catch (Throwable other) {
            wrong.add(call + ": " + other);
        }
    }
}
