// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.kernel.Feature;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesViewTest {
    private static final List<Feature> FEATURES = List.of(
            Feature.ok("kernel", "version", "Linux 6.18"),
            Feature.missing("kernel", "BTF", "is not there", "boot another kernel"),
            Feature.ok("attach", "tracepoint", "the kernel has it"),
            Feature.warning("attach", "kprobe", "the kernel has no kprobes at all", "boot a kernel that has them"),
            Feature.ok("attach", "uprobe", "the kernel has it"));

    @Test
    void whatIsSaidOfSeveralIsSaidOnce() {
        assertThat(FeaturesView.lines(FEATURES, Style.unbounded()))
                .containsExactly(
                        "kernel",
                        "  ok       version: Linux 6.18",
                        "  missing  BTF: is not there",
                        "           hint: boot another kernel",
                        "attach",
                        "  ok       the kernel has it: tracepoint, uprobe",
                        "  warning  kprobe: the kernel has no kprobes at all",
                        "           hint: boot a kernel that has them");
    }

    @Test
    void aNarrowTerminalGetsMoreLinesAndNoneIsCut() {
        var lines = FeaturesView.lines(FEATURES, new Style(false, 32, 24));
        assertThat(lines)
                .contains(
                        "  warning  kprobe: the kernel",
                        "           has no kprobes at all",
                        "           hint: boot a kernel",
                        "           that has them")
                .allMatch(line -> line.length() <= 32);
    }

    @Test
    void aPathThatIsLongerThanALineIsBroken() {
        var path = "/usr/lib/jvm/java-17-openjdk-amd64";
        assertThat(FeaturesView.lines(List.of(Feature.ok("java", "JDK", path)), new Style(false, 32, 24)))
                .containsExactly(
                        "java", "  ok       JDK:", "           /usr/lib/jvm/java-17-", "           openjdk-amd64");
    }

    @Test
    void whatOthersNamedDrivesNoTerminal() {
        assertThat(FeaturesView.lines(List.of(Feature.ok("a", "b", "c\u001b[2J")), Style.plain()))
                .containsExactly("a", "  ok       b: c\\e[2J");
    }

    @Test
    void aListOfThemIsInTheseWordsToo() {
        assertThat(Views.answer("features", FEATURES, Style.plain()))
                .isEqualTo(String.join("\n", FeaturesView.lines(FEATURES, Style.plain())));
    }
}
