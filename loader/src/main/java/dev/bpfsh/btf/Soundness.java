// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import java.util.stream.IntStream;

/**
 * Whether types refer only to types that exist, and none is defined by itself. libbpf before 1.3 takes that for
 * granted (its issues 484 and 617): a reference to nowhere is a SIGSEGV there, a loop of typedefs never ends.
 */
record Soundness(Btf btf) {
    void check() {
        for (int id = btf.firstId(); id < btf.count(); id++) {
            int type = id;
            btf.type(id);
            btf.references(id, target -> {
                if (target < 0 || target >= btf.count()) {
                    throw Btf.damaged(
                            "type %d refers to type %d, and there are %d".formatted(type, target, btf.count()));
                }
            });
        }
        IntStream.range(btf.firstId(), btf.count()).forEach(btf::resolve);
    }
}
