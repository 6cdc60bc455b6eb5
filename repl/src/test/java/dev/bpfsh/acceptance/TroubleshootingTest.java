// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpfsh.launcher.Checkout;
import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The messages that {@code docs/troubleshooting.md} quotes are those that bpfsh says: each is provoked. */
@OnOneJdk
@Execution(ExecutionMode.CONCURRENT)
@RequiresKernel({Feature.ROOT, Feature.BPF, Feature.BTF, Feature.TRACEFS, Feature.MOUNT_NAMESPACE})
class TroubleshootingTest {
    /** Somebody who may read this checkout wherever it is, and nothing else. */
    private static final String[] SOMEBODY = {
        "setpriv",
        "--reuid=65534",
        "--regid=65534",
        "--clear-groups",
        "--inh-caps=-all,+dac_read_search",
        "--ambient-caps=-all,+dac_read_search"
    };

    /** How each is provoked, by its heading. */
    private static final Map<String, Function<TroubleshootingTest, String>> PROVOKED = Map.ofEntries(
            Map.entry("This process may not use BPF", test -> test.bpfsh(SOMEBODY, "minimal")),
            Map.entry("Root lacks them, as in a container", test -> test.bpfsh(rootWith(""), "minimal")),
            Map.entry(
                    "Root of a user namespace is not root of the machine",
                    test -> test.bpfsh(new String[] {"unshare", "--user", "--map-root-user"}, "minimal")),
            Map.entry("Missing: CAP_NET_ADMIN", test -> test.bpfsh(rootWith(",+bpf,+perfmon"), "tc")),
            Map.entry("Missing: CAP_SYS_ADMIN", test -> test.bpfsh(rootWith(",+bpf,+perfmon"), "uprobe")),
            Map.entry(
                    "Tracefs is for root",
                    test -> test.bpfsh(
                            mounts("mount -t tmpfs -o mode=700,uid=65534 none /sys/kernel/tracing/events;"
                                    + " exec setpriv --bounding-set=-all,+bpf,+perfmon --inh-caps=-all"),
                            "minimal")),
            Map.entry(
                    "Tracefs is not mounted here",
                    test -> test.bpfsh(
                            mounts("umount -a -t tracefs,debugfs; umount -a -t tracefs,debugfs;"
                                    + " exec setpriv --bounding-set=-sys_admin --inh-caps=-all"),
                            "minimal")),
            Map.entry("It shows no addresses", test -> test.bpfsh(rootWith(",+bpf,+perfmon"), "profile")),
            Map.entry("This process may not open raw sockets", test -> test.bpfsh(rootWith(",+bpf"), "sockfilter")),
            Map.entry(
                    "This kernel does not describe its types",
                    test -> test.bpfsh(mounts("mount -t tmpfs none /sys/kernel/btf; exec"), "opensnoop")),
            Map.entry("This kernel has no kprobes", test -> test.without(Feature.KPROBE, "kprobe", "--pid=1")),
            Map.entry("Although no capability is missing", test -> test.without(Feature.FENTRY, "fentry", "--pid=1")),
            Map.entry("The verifier refuses it", TroubleshootingTest::rejected),
            Map.entry("R7 pointer -= pointer prohibited", test -> test.bpfsh(rootWith(",+bpf,+net_admin"), "xdp")),
            Map.entry("Another program is there", TroubleshootingTest::twoAtOnePlace),
            Map.entry("Clang was not found", TroubleshootingTest::noClang),
            Map.entry("Cannot build", TroubleshootingTest::noPermissionToBuild));

    /** Those that another test provokes. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "Another kind of map is pinned there", "loader/src/test/java/dev/bpfsh/loader/BadInputTest.java",
            "Another process reads it", "loader/src/test/java/dev/bpfsh/kernel/TracePipeTest.java",
            "Needs a JDK", "repl/src/test/java/dev/bpfsh/launcher/LauncherTest.java",
            "Needs libbpf", "repl/src/test/java/dev/bpfsh/launcher/MissingLibbpfTest.java",
            "Libbpf is too old", "repl/src/test/java/dev/bpfsh/acceptance/OldLibbpfTest.java",
            "The first start is slow", "repl/src/test/java/dev/bpfsh/launcher/FirstUseTest.java");

    /** Those that take another machine, and why. */
    private static final Map<String, String> NOT_HERE =
            Map.of("The kernel is locked down", "takes a kernel that was booted with lockdown=confidentiality");

    private static final Pattern SYMPTOM = Pattern.compile("### ([^\\n]+)\\n\\n```text\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path home;

    record Symptom(String heading, String message) {
        @Override
        public String toString() {
            return heading;
        }
    }

    static List<Symptom> symptoms() throws IOException {
        return SYMPTOM.matcher(Page.of("docs/troubleshooting.md").text())
                .results()
                .map(found -> new Symptom(found.group(1), found.group(2)))
                .toList();
    }

    static List<Symptom> provoked() throws IOException {
        return symptoms().stream()
                .filter(symptom -> PROVOKED.containsKey(symptom.heading()))
                .toList();
    }

    @Test
    void eachIsProvokedOrCannotBe() throws IOException {
        assertThat(symptoms())
                .hasSize(Page.of("docs/troubleshooting.md").blocks("text").size())
                .extracting(Symptom::heading)
                .doesNotHaveDuplicates()
                .allMatch(heading -> PROVOKED.containsKey(heading)
                        || ELSEWHERE.containsKey(heading)
                        || NOT_HERE.containsKey(heading));
        for (var symptom : symptoms()) {
            var elsewhere = ELSEWHERE.get(symptom.heading());
            if (elsewhere != null) {
                assertThat(Bpfsh.root().resolve(elsewhere)).content().contains(cause(symptom.message()));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("provoked")
    void saysSo(Symptom symptom) {
        var seen = words(PROVOKED.get(symptom.heading()).apply(this));
        var written =
                Pattern.compile(Pattern.quote(words(symptom.message())).replace("\u2026", "\\E.*\\Q"), Pattern.DOTALL);
        assertThat(seen).matches(written);
    }

    /** What lines are broken at depends on the terminal. */
    private static String words(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The cause in the first line, without paths and what is another each time. */
    private static String cause(String message) {
        var line = message.lines().findFirst().orElseThrow();
        return Stream.of(line.substring(line.lastIndexOf(": ") + 1).split("\u2026|/\\S+"))
                .map(String::strip)
                .reduce("", (one, other) -> one.length() >= other.length() ? one : other);
    }

    private static String[] rootWith(String capabilities) {
        return new String[] {"setpriv", "--bounding-set=-all" + capabilities, "--inh-caps=-all"};
    }

    private static String[] mounts(String script) {
        return new String[] {"unshare", "--mount", "sh", "-c", script + " \"$@\"", "sh"};
    }

    private String bpfsh(String[] under, String... arguments) {
        var withEnd = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, withEnd, 0, arguments.length);
        withEnd[arguments.length] = "--seconds";
        withEnd[arguments.length + 1] = "1";
        var result = Bpfsh.in(home).under(under).run(withEnd);
        assumeTrue(result.status() != 0, "this kernel allows it");
        return result.err();
    }

    private String without(Feature feature, String... arguments) {
        assumeTrue(feature.missing().isPresent(), "this kernel has it");
        return bpfsh(new String[0], arguments);
    }

    private String rejected() {
        var program = readme("docs/testing.md").blocks("java").stream()
                .filter(block -> block.startsWith("// tests/rejected.jsh"))
                .findFirst()
                .orElseThrow();
        // From the program alone, with its licence at the end, as the lines of the message count it.
        var source = program.substring(program.indexOf("var broken"), program.indexOf("expectThrows"))
                .replace("char LICENSE[] SEC(\"license\") = \"GPL\";\n\n        ", "");
        write(
                "err.jsh",
                source.replace("\"\"\");", "\n        char LICENSE[] SEC(\"license\") = \"GPL\";\n        \"\"\");")
                        + "broken.load();\n");
        return Bpfsh.in(home).run("err.jsh").exits(1).err();
    }

    private static Page readme(String name) {
        try {
            return Page.of(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String twoAtOnePlace() {
        return Bpfsh.in(home)
                .under("unshare", "--net")
                .run(
                        "-e",
                        "var one = open(\"xdp\"); one.load(); one.program(\"count_packet\").attach(xdp(\"lo\"));"
                                + " one.program(\"count_packet\").attach(xdp(\"lo\"))")
                .exits(1)
                .err();
    }

    private String noClang() {
        return Bpfsh.in(home)
                .env("PATH", Bpfsh.root() + ":" + bareSystem())
                .run("hello")
                .exits(4)
                .err();
    }

    private String noPermissionToBuild() {
        write("checkout/pom.xml", "");
        try {
            Files.copy(Bpfsh.root().resolve("bpfsh"), home.resolve("checkout/bpfsh"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Bpfsh.in(home)
                .launcher(home.resolve("checkout/bpfsh"))
                .under(SOMEBODY)
                .run("--help")
                .exits(4)
                .err();
    }

    private String bareSystem() {
        try {
            return Checkout.bareSystem(home.resolve("commands")).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(home.resolve(name).getParent());
            Files.writeString(home.resolve(name), text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
