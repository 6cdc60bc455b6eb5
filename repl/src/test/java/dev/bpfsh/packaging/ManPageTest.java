// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.host.ExitStatus;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.OnOneJdk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual page says neither less nor more than there is. */
@OnOneJdk
class ManPageTest {
    private static final Path PAGE = Bpfsh.root().resolve("packaging/bpfsh.1");

    /** As these terminals themselves set them. */
    private static final Set<String> NOT_FOR_USERS = Set.of("TMUX", "XTERM_VERSION");

    /** A name, read from the environment of a Java or shell program. */
    private static final Pattern READ = Pattern.compile(
            "(?:getenv\\(|getOrDefault\\(|containsKey\\(|\\$\\{)\"?([A-Z][A-Z_]+)(?:\"|-)|\"(VISUAL|EDITOR|LANG|LC_[A-Z]+)\"");

    @TempDir
    Path home;

    @Test
    void hasTheOptionsOfTheHelp() throws IOException {
        var help = Bpfsh.in(home).run("--help").succeeds().out();
        assertThat(items("OPTIONS", "(--?[\\w-]+)(?: , (--?[\\w-]+))?(?: Ar ([A-Z]+)(?: \\.{3})?)?"))
                .containsExactlyInAnyOrderElementsOf(HelpOption.of(help).stream()
                        .map(option -> String.join(" ", option.names()) + " " + option.label())
                        .map(String::strip)
                        .toList());
    }

    @Test
    void hasEachExitStatus() throws IOException {
        var all = new TreeSet<String>();
        // Not a status that is chosen: that of whoever dies of SIGPIPE.
        all.add("141");
        for (var field : ExitStatus.class.getFields()) {
            all.add(value(field));
        }
        assertThat(items("EXIT STATUS", "(\\d+)")).containsExactlyInAnyOrderElementsOf(all);
    }

    private static String value(java.lang.reflect.Field field) {
        try {
            return field.get(null).toString();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void hasEachVariableOfTheEnvironment() throws IOException {
        var read = new TreeSet<String>();
        for (var folder : List.of("loader/src/main/java", "repl/src/main/java")) {
            try (var files = Files.walk(Bpfsh.root().resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(file -> addRead(file, read));
            }
        }
        read.removeAll(NOT_FOR_USERS);
        var named = items("ENVIRONMENT", "Ev ([A-Z_]+)(?: , ([A-Z_]+))?(?: , ([A-Z_]+))?");
        var each =
                named.stream().flatMap(names -> Arrays.stream(names.split(" "))).toList();
        assertThat(each).containsAll(read);
        addRead(Bpfsh.root().resolve("bpfsh"), read);
        assertThat(read).containsAll(each);
    }

    private static void addRead(Path file, Set<String> names) {
        try {
            READ.matcher(Files.readString(file))
                    .results()
                    .forEach(found -> names.add(found.group(1) == null ? found.group(2) : found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void manFormatsItWithoutAWarning() throws Exception {
        Tool.require("man");
        Tool.run("man", "--warnings=w", "-l", PAGE.toString())
                .succeeds()
                .outContains("SYNOPSIS")
                .errIs("");
    }

    @Test
    void mandocFindsNothingWrong() throws Exception {
        Tool.require("mandoc");
        Tool.run("mandoc", "-Tlint", "-Wwarning", PAGE.toString()).succeeds().outIs("");
    }

    /** What the items of a section are of, their groups between blanks. */
    private static List<String> items(String section, String pattern) throws IOException {
        var text = Files.readString(PAGE)
                .split("\\.Sh " + section + "\n")[1]
                .split("\n\\.Sh ")[0]
                .replace("Fl ", "-");
        return Pattern.compile("(?m)^\\.It " + pattern + "$")
                .matcher(text)
                .results()
                .map(found -> {
                    var groups = new StringBuilder();
                    for (int i = 1; i <= found.groupCount(); i++) {
                        groups.append(found.group(i) == null ? "" : " " + found.group(i));
                    }
                    return groups.toString().strip();
                })
                .toList();
    }
}
