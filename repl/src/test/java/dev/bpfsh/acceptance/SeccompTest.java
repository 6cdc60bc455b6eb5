// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.acceptance;

import dev.bpfsh.testing.Bpfsh;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.NativeProgram;
import dev.bpfsh.testing.OnOneJdk;
import dev.bpfsh.testing.RequiresKernel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a container whose runtime does not know CAP_BPF. */
@OnOneJdk
@RequiresKernel({Feature.ROOT, Feature.BPF})
class SeccompTest {
    /** Runs a command whose bpf(2) is answered with EPERM, as Docker does it. */
    private static final String WITHOUT_BPF = """
            #include <errno.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <stddef.h>
            #include <sys/prctl.h>
            #include <sys/syscall.h>
            #include <unistd.h>

            int main(int count, char **words)
            {
            	struct sock_filter filter[] = {
            		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
            		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_bpf, 0, 1),
            		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
            		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
            	};
            	struct sock_fprog program = { 4, filter };

            	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) || execvp(words[1], words + 1);
            }
            """;

    @TempDir
    Path home;

    @Test
    void itIsNamedAmongWhatMayRefuse() throws Exception {
        var filter = NativeProgram.compile(home, "filter", WITHOUT_BPF);
        Bpfsh.in(home)
                .under(filter.toString())
                .run("minimal", "--seconds", "1")
                .exits(4)
                .errContains(
                        "although no capability is missing",
                        "seccomp",
                        "hint: docker run --security-opt seccomp=unconfined ..., or --privileged");
    }
}
