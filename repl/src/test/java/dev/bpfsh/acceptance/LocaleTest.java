// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.testing.Bpfsh;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Letters of all kinds in locales of all kinds. */
@Execution(ExecutionMode.CONCURRENT)
class LocaleTest {
    /** One with an accent, two that are wide, and one outside of what a {@code char} holds. */
    private static final String LETTERS = "\u00e9\u4e2d\u6587\ud83d\ude00";

    /** The terminal of these tests has no place for the last. */
    private static final String SHOWN = "\u00e9\u4e2d\u6587.{0,2}";

    @TempDir
    Path home;

    /** Whoever has chosen none, or one that is about ASCII only, has a terminal that takes UTF-8. */
    @ParameterizedTest
    @CsvSource({",", ",C", "C,", "POSIX,de_DE.UTF-8", ",C.UTF-8"})
    void takeAndShowThemInUtf8(String all, String lang) {
        var bpfsh = Bpfsh.in(home).env("LC_ALL", all).env("LANG", lang).env("TERM", "xterm");
        try (var wire = bpfsh.wire(80, 24, Duration.ZERO, "-q")) {
            wire.await("\\Abpfsh>\\z").type("\"" + LETTERS + "\".length()").await(SHOWN + "\"\\.length\\(\\)\\z");
            wire.enter("").await("==> 5\nbpfsh>\\z").enter("System.out.println(\"" + LETTERS + "!\")");
            wire.await("^" + SHOWN + "!\nbpfsh>\\z").type("\u0004");
            var bytes = new String(LETTERS.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            assertThat(wire.bytes()).as("printed, not typed").containsPattern("[^\"]" + Pattern.quote(bytes) + "!");
            assertThat(wire.awaitEnd()).isZero();
        }
        bpfsh.stdin("System.out.println(\"" + LETTERS + "\"); System.err.println(\"" + LETTERS + "\");")
                .run()
                .succeeds()
                .outIs(LETTERS + "\n")
                .errIs(LETTERS + "\n");
        if (all == null) {
            bpfsh.run("-e", "\"" + LETTERS + "\"").succeeds().outIs(LETTERS + "\n");
        }
    }

    @Test
    void ofOneByteEachAreTakenAndOthersAreAskedFor() throws Exception {
        Path locales = home.resolve("locales");
        var made = new ProcessBuilder(
                        "sh",
                        "-c",
                        "mkdir \"$1\" && localedef -c -i \"${2}\" -f ISO-8859-1 \"$1/en_US.ISO-8859-1\"",
                        "sh",
                        locales.toString(),
                        "en_US")
                .redirectErrorStream(true)
                .start();
        var said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        made.waitFor();
        assumeTrue(locales.resolve("en_US.ISO-8859-1/LC_CTYPE").toFile().exists(), "localedef: " + said.strip());
        var bpfsh = Bpfsh.in(home)
                .env("LOCPATH", locales.toString())
                .env("LC_ALL", "en_US.ISO-8859-1")
                .env("TERM", "xterm");
        try (var wire = bpfsh.wire(80, 24, Duration.ZERO, "-q")) {
            wire.await("\\Abpfsh>\\z").type("\"".getBytes(StandardCharsets.ISO_8859_1));
            wire.type("\u00e9\".length() + \"\\u4e2d\"\r".getBytes(StandardCharsets.ISO_8859_1));
            wire.await("==> \"1\\?\"\nbpfsh>\\z");
            assertThat(wire.bytes()).contains("\"\u00e9\"");
            wire.type("\u0004");
            assertThat(wire.awaitEnd()).isZero();
        }
    }
}
