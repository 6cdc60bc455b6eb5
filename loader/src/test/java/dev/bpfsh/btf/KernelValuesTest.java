// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.testing.Feature;
import dev.bpfsh.testing.RequiresKernel;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The structs and unions of the running kernel, some ten thousand: what compilers make of what people write. */
@RequiresKernel(Feature.BPF)
class KernelValuesTest {
    // Beyond is a few structs of buffers.
    private static final int LONGEST = 1 << 16;

    @Test
    void everyStructOfTheKernelIsDecodedAndComesBack() {
        var btf = KernelBtf.vmlinux();
        var decoder = new Decoder(btf);
        var random = new Random(1);
        int cameBack = 0;
        int refused = 0;
        for (int id = 1; id < btf.count(); id++) {
            if (!(btf.type(id) instanceof BtfType.Composite composite) || composite.size() > LONGEST) {
                continue;
            }
            var codec = decoder.codec(id);
            assertThat(codec.size()).isEqualTo(composite.size());
            var bytes = new byte[codec.size()];
            random.nextBytes(bytes);
            var decoded = (Struct) codec.decode(bytes);
            try {
                var again = codec.encode(decoded, "value");
                assertThat(codec.decode(again)).as(decoded.type()).isEqualTo(decoded);
                cameBack++;
            } catch (BpfException noEnd) {
                assertThat(noEnd).hasMessageContaining("final zero");
                refused++;
            }
        }
        assertThat(cameBack).isGreaterThan(3_000).isGreaterThan(refused * 5);
    }
}
