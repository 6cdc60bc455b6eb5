// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameTableTest {
    private static final NameTable MANY =
            NameTable.of(IntStream.range(0, 100_000).mapToObj(i -> "name_" + i).toList());

    private static Completion complete(NameTable table, String typed) {
        return table.complete(0, typed.length(), typed, "names", name -> Candidate.literal(name, ""));
    }

    private static List<String> names(NameTable table, String typed) {
        return complete(table, typed).candidates().stream().map(Candidate::name).toList();
    }

    @Test
    void ofVeryManyOnlyWhatIsShownIsTouched() {
        var made = new AtomicInteger();
        for (var typed : List.of("", "n", "name_", "name_4", "name_4711", "NAME_4", "me_47", "zzz")) {
            made.set(0);
            MANY.complete(0, typed.length(), typed, "names", name -> {
                made.incrementAndGet();
                return Candidate.literal(name, "");
            });
            assertThat(made.get()).as(typed).isLessThanOrEqualTo(NameTable.SHOWN + 2);
        }
    }

    @Test
    void countsWhatItDoesNotShow() {
        var all = complete(MANY, "name_");
        assertThat(all.candidates()).hasSize(NameTable.SHOWN);
        assertThat(all.count()).isEqualTo(100_000);
        assertThat(complete(MANY, "name_4").count()).isEqualTo(11_111);
        assertThat(complete(MANY, "name_4711").count()).isEqualTo(11);
        assertThat(complete(MANY, "me_471").count()).isEqualTo(111);
    }

    @Test
    void knowsWhatAllHaveInCommon() {
        assertThat(complete(MANY, "n").common()).isEqualTo("name_");
        assertThat(complete(NameTable.of(List.of("sys_enter_write", "sys_enter_writev")), "sys_enter_wr")
                        .common())
                .isEqualTo("sys_enter_write");
    }

    @Test
    void looksForCapitalsAndTheMiddleOnlyWhereNothingBeginsSo() {
        var table = NameTable.of(List.of("Read", "read", "readAll", "do_unlinkat", "unlink", "b\"ad", "b\u001bad"));
        assertThat(names(table, "read")).containsExactly("read", "readAll");
        assertThat(names(table, "READ")).containsExactly("Read", "read", "readAll");
        assertThat(names(table, "unl")).containsExactly("unlink");
        assertThat(names(table, "linkat")).containsExactly("do_unlinkat");
        assertThat(names(table, "nk")).isEmpty();
        // What a literal would have to write otherwise.
        assertThat(names(table, "b")).isEmpty();
    }
}
