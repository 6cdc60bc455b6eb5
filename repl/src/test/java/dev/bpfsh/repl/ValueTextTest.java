// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueTextTest {
    @Test
    void writesStringsAsJavaDoes() {
        assertThat(ValueText.of("a \"b\" \\ \n\t\u001b[2J")).isEqualTo("\"a \\\"b\\\" \\\\ \\n\\t\\u001b[2J\"");
        assertThat(ValueText.of('\'')).isEqualTo("'\\''");
        assertThat(ValueText.of("\uD83D\uDE00")).isEqualTo("\"\uD83D\uDE00\"");
    }

    @Test
    void writesArraysAndCollectionsElementByElement() {
        assertThat(ValueText.of(new int[] {1, 2})).isEqualTo("int[2] {1, 2}");
        assertThat(ValueText.of(new String[][] {{"a"}, null}))
                .isEqualTo("java.lang.String[][2] {java.lang.String[1] {\"a\"}, null}");
        assertThat(ValueText.of(List.of("a", 'b', 3))).isEqualTo("[\"a\", 'b', 3]");
        assertThat(ValueText.of(Map.of("k", 1L))).isEqualTo("{\"k\"=1}");
        assertThat(ValueText.of(null)).isEqualTo("null");
    }

    @Test
    void cutsWhatIsHuge() {
        assertThat(ValueText.of("x".repeat(100_000_000)))
                .hasSizeLessThan(11_000)
                .contains("more characters");
        assertThat(ValueText.of(new int[10_000_000])).hasSizeLessThan(11_000).contains("more)");
        assertThat(ValueText.of(IntStream.range(0, 1_000_000).boxed().toList())).hasSizeLessThan(11_000);
        assertThat(ValueText.of(named("x\n".repeat(1_000_000))).lines().count()).isLessThan(502);
    }

    @Test
    void survivesHostileValues() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThat(ValueText.of(itself)).hasSizeLessThan(11_000);
        Object throwing = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("\u001b[2J");
            }
        };
        assertThat(ValueText.of(throwing)).contains("toString threw java.lang.IllegalStateException");
        Object deep = new Object() {
            @Override
            public String toString() {
                return "" + this;
            }
        };
        assertThat(ValueText.of(deep)).contains("StackOverflowError");
        assertThat(ValueText.of(named(null))).isEqualTo("null");
        assertThat(ValueText.of(named("\u001b[2J"))).doesNotContain("\u001b");
    }

    private static Object named(String text) {
        return new Object() {
            @Override
            public String toString() {
                return text;
            }
        };
    }
}
