// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.List;
import org.junit.jupiter.api.Test;

@RequiresKernel({Feature.BPF, Feature.BTF})
class LibbpfWordsTest {
    @Test
    void aFunctionThatTheKernelDoesNotHave() {
        assertThatThrownBy(() -> Fixture.open("nokfunc").load())
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith(
                        "load nokfunc: this kernel has no function bpf_no_such_function for programs to" + " call (")
                .hasMessageContaining("hint: declare it __weak");
    }

    @Test
    void aSettingThatTheKernelWasNotBuiltWith() {
        assertThatThrownBy(() -> Fixture.open("noconfig").load())
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith("load noconfig: this kernel was built without CONFIG_NO_SUCH_SETTING (");
    }

    @Test
    void aTargetThatTheKernelDoesNotHave() {
        assertThatThrownBy(() -> load("misspelt"))
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith("load unprepared.misspelt: the kernel has no function vfs_reed (ESRCH)\n")
                .hasMessageContaining("hint: did you mean ")
                .hasMessageContaining("vfs_read");
    }

    @Test
    void aProgramThatReplacesNobodyKnowsWhat() {
        assertThatThrownBy(() -> load("homeless"))
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith("load unprepared.homeless: it is to replace a function of another program")
                .hasMessageContaining("hint: attachTarget(OTHER_PROGRAM, \"FUNCTION\") before load()");
    }

    @Test
    void aSectionThatSaysNoType() {
        assertThatThrownBy(() -> load("typeless"))
                .isInstanceOf(LoadFailed.class)
                .hasMessageStartingWith(
                        "load unprepared.typeless: its section's name, own/name, says no type (EINVAL)");
    }

    private static void load(String program) {
        try (var object = Fixture.open("unprepared")) {
            object.program(program).autoload(true);
            object.load();
        }
    }

    @Test
    void wordsThatNeedAnotherKernel() {
        assertThat(LibbpfWords.in(List.of("loading something", "extern (var ksym) 'no_such': not found in kernel BTF")))
                .hasValueSatisfying(words -> assertThat(words.cause())
                        .isEqualTo("this kernel has no variable no_such for programs to read"));
        assertThat(LibbpfWords.in(List.of("Error loading vmlinux BTF: -3")))
                .hasValueSatisfying(words -> assertThat(words.hint()).contains("CONFIG_DEBUG_INFO_BTF=y"));
        assertThat(LibbpfWords.in(List.of("failed to load object 'x'"))).isEmpty();
    }
}
