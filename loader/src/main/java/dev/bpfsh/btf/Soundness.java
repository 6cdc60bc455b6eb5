// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.DataSection;
import dev.bpfsh.btf.BtfType.DeclarationTag;
import dev.bpfsh.btf.BtfType.Function;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Parameter;
import dev.bpfsh.btf.BtfType.Placed;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.Typedef;
import dev.bpfsh.btf.BtfType.Variable;
import java.util.stream.IntStream;

/**
 * Whether types refer only to types that exist, and none is defined by itself. libbpf before 1.3 takes that for
 * granted (its issues 484 and 617): a reference to nowhere is a SIGSEGV there, a loop of typedefs never ends.
 */
record Soundness(Btf btf) {
    void check() {
        for (int id = 1; id < btf.count(); id++) {
            int type = id;
            references(btf.type(id)).forEach(target -> {
                if (target < 0 || target >= btf.count()) {
                    throw Btf.damaged(
                            "type %d refers to type %d, and there are %d".formatted(type, target, btf.count()));
                }
            });
        }
        IntStream.range(1, btf.count()).forEach(btf::resolve);
    }

    private static IntStream references(BtfType type) {
        if (type instanceof Pointer pointer) {
            return IntStream.of(pointer.target());
        } else if (type instanceof Modifier modifier) {
            return IntStream.of(modifier.target());
        } else if (type instanceof Typedef typedef) {
            return IntStream.of(typedef.target());
        } else if (type instanceof Array array) {
            return IntStream.of(array.element(), array.index());
        } else if (type instanceof Composite composite) {
            return composite.members().stream().mapToInt(Member::type);
        } else if (type instanceof Function function) {
            return IntStream.of(function.prototype());
        } else if (type instanceof Prototype prototype) {
            var parameters = prototype.parameters().stream().mapToInt(Parameter::type);
            return IntStream.concat(IntStream.of(prototype.result()), parameters);
        } else if (type instanceof Variable variable) {
            return IntStream.of(variable.type());
        } else if (type instanceof DataSection section) {
            return section.variables().stream().mapToInt(Placed::variable);
        } else if (type instanceof DeclarationTag tag) {
            return IntStream.of(tag.target());
        }
        return IntStream.empty();
    }
}
