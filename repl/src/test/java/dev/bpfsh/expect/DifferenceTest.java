// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.btf.EnumValue;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is equal to a person, and how what is not is told. */
class DifferenceTest {
    private static String told(Object actual, Object expected) {
        return Difference.between(actual, expected)
                .map(each -> each.failed("").getMessage())
                .orElse("equal");
    }

    @Test
    void numbersAreEqualWhateverTheirTypes() {
        assertThat(told(3L, 3)).isEqualTo("equal");
        assertThat(told((byte) 3, 3.0)).isEqualTo("equal");
        assertThat(told(Double.NaN, Double.NaN)).isEqualTo("equal");
        assertThat(told(3L, 4)).isEqualTo("expect value: is 3, not 4");
        assertThat(told(null, 4)).isEqualTo("expect value: is null, not 4");
        assertThat(told(Double.POSITIVE_INFINITY, 4)).isEqualTo("expect value: is Infinity, not 4");
        assertThat(told(new EnumValue("EXEC", 1), "EXEC")).isEqualTo("equal");
        assertThat(told(new EnumValue("EXEC", 1), 1)).isEqualTo("equal");
        assertThat(told(new EnumValue("EXEC", 1), "EXIT")).contains("is EXEC", "not \"EXIT\"");
    }

    @Test
    void theFirstPlaceIsTold() {
        assertThat(told(List.of(1, 2), new long[] {1, 2})).isEqualTo("equal");
        assertThat(told(List.of(1, 2), List.of(1, 3))).isEqualTo("expect value[1]: is 2, not 3");
        assertThat(told(List.of(1), List.of(1, 3))).isEqualTo("expect value[1]: is nothing, not 3");
        assertThat(told(Map.of("a", List.of(Map.of("b", 1))), Map.of("a", List.of(Map.of("b", 2L)))))
                .isEqualTo("expect value.a[0].b: is 1, not 2");
        assertThat(told(Map.of(80L, 1), Map.of(80, 1L))).isEqualTo("equal");
        assertThat(told(Map.of(80L, 1, 81L, 1), Map.of(80, 1L))).isEqualTo("expect value[81]: is 1, not nothing");
        assertThat(told(Map.of(), Map.of("x y", 1L))).isEqualTo("expect value[\"x y\"]: is nothing, not 1");
    }

    @Test
    void setsHaveNoOrder() {
        var backwards = new LinkedHashSet<>(List.of(3L, 2L, 1L));
        assertThat(told(backwards, new LinkedHashSet<>(List.of(1, 2, 3)))).isEqualTo("equal");
        assertThat(told(Map.of("a", backwards), Map.of("a", Set.of(4))))
                .isEqualTo("expect value.a: is [3, 2, 1], not [4]");
        assertThat(told(Set.of(), Set.of(4))).isEqualTo("expect value: is [], not [4]");
    }

    @Test
    void whatIsLongOrLooksTheSameIsToldOtherwise() {
        assertThat(told("a".repeat(80), "b"))
                .startsWith("expect value: is another\n  expected \"b\"\n       was \"aaa");
        assertThat(told(new StringBuilder("x"), List.of())).contains("not []");
        assertThat(told(Arrays.asList(1, null), Arrays.asList(1, "null")))
                .isEqualTo("expect value[1]: is null, not \"null\"");
        var named = new Object() {
            @Override
            public String toString() {
                return "3";
            }
        };
        assertThat(told(named, 3)).matches("expect value: is 3 \\(.*\\), not 3 \\(Integer\\)");
    }

    @Test
    void aValueWithoutAGoodTextIsToldAnyway() {
        var broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException();
            }
        };
        assertThatThrownBy(() -> Expectations.expect(broken, 1)).isInstanceOf(ExpectationFailed.class);
    }
}
