// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole sessions, typed from files that show what a person would see. After a change of the answers that is wanted,
 * {@code -Dtranscripts.write=true} writes them anew: look at the difference.
 */
@Timeout(300)
class TranscriptTest extends TypedSession {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final int HIGH_ENOUGH = 800;
    private static final String PASTE = "\u001b[200~";
    private static final String PASTED = "\u001b[201~";

    @Override
    Screen newScreen() throws Exception {
        return new Screen(80, HIGH_ENOUGH);
    }

    @Override
    String prelude() {
        return Launch.prelude();
    }

    @ParameterizedTest
    @ValueSource(strings = {"values", "declarations", "compile-errors", "exceptions", "multi-line"})
    void aSessionIsAsItIsWritten(String name) throws Exception {
        var file = FOLDER.resolve(name + ".txt");
        var expected = Transcript.of(Files.readString(file));
        for (int i = 0; i < expected.exchanges().size(); i++) {
            var entry = expected.exchanges().get(i).entry();
            // As a paste, so that several lines are one entry.
            screen.type(entry.contains("\n") ? PASTE + entry.replace('\n', '\r') + PASTED + "\r" : entry + "\r");
            awaitPrompts(i + 2);
        }
        var seen = Transcript.of(screen.text());
        if (Boolean.getBoolean("transcripts.write")) {
            Files.writeString(file, expected.withAnswers(seen));
        } else {
            assertThat(seen.normal()).isEqualTo(expected.normal());
        }
    }

    private void awaitPrompts(int count) throws InterruptedException {
        long until = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < until
                && !(prompts() >= count && screen.text().endsWith("\nbpfsh>"))) {
            Thread.sleep(5);
        }
        assertThat(screen.text()).endsWith("\nbpfsh>");
    }

    private long prompts() {
        return screen.text().lines().filter(line -> line.startsWith("bpfsh>")).count();
    }
}
