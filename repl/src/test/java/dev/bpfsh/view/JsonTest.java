// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.loader.map.PerCpu;
import example.Things.Point;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void valuesOfJava() {
        assertThat(Json.line(Arrays.asList(1, 2.5, Double.NaN, true, "a\n", null, new byte[] {1, (byte) 0xff})))
                .isEqualTo("[1,2.5,null,true,\"a\\n\",null,\"01ff\"]");
        assertThat(Json.line(new Object[] {new Point(1, 2), Map.of("k", new int[] {3})}))
                .isEqualTo("[{\"x\":1,\"y\":2},{\"k\":[3]}]");
        assertThat(Json.line(List.of(Optional.of("x"), OptionalLong.of(7), OptionalInt.of(8), OptionalDouble.of(0.5))))
                .isEqualTo("[\"x\",7,8,0.5]");
        assertThat(Json.line(List.of(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty())))
                .isEqualTo("[null,null,null]");
    }

    @Test
    void whatTablesAndPicturesAreOf() {
        assertThat(Json.line(List.of(Row.of("pid", 1, "comm", "sh")))).isEqualTo("[{\"pid\":1,\"comm\":\"sh\"}]");
        assertThat(Json.line(new PerCpu<>(List.of(3, 4)))).isEqualTo("[3,4]");
        var histogram = Histogram.of("ns", 0, 2);
        assertThat(Json.line(histogram)).isEqualTo(Json.line(histogram.facts())).startsWith("{\"unit\":\"ns\"");
        assertThat(Json.line(new Histograms(Map.of("sda", histogram))))
                .isEqualTo("{\"sda\":" + Json.line(histogram) + "}");
    }

    @Test
    void whatHoldsItselfIsRefused() {
        var list = new ArrayList<Object>();
        list.add(list);
        assertThatThrownBy(() -> Json.line(list))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nesting depth");
    }
}
