// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Function;
import dev.bpfsh.btf.BtfType.Member;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.Decoder;
import dev.bpfsh.btf.Encoder;
import java.util.Map;
import java.util.Optional;

/**
 * What a program's argument points to, as its C source declares it.
 *
 * @param type of a struct
 */
record TestContext(Btf btf, int type) {
    /** Empty where the argument is a {@code void *}, or there is no BTF. */
    static Optional<TestContext> of(BpfProgram program) {
        var btf = program.object().btf();
        return btf.all(Function.class)
                .filter(function -> function.name().equals(program.name()))
                .findFirst()
                .flatMap(function -> argument(btf, function))
                .filter(type -> btf.resolve(type) instanceof Composite)
                .map(type -> new TestContext(btf, type));
    }

    private static Optional<Integer> argument(Btf btf, Function function) {
        return btf.type(function.prototype()) instanceof Prototype prototype
                        && !prototype.parameters().isEmpty()
                        && btf.resolve(prototype.parameters().get(0).type()) instanceof Pointer pointer
                ? Optional.of(pointer.target())
                : Optional.empty();
    }

    /** The struct with these members, and zero for the others. */
    byte[] encode(Map<String, ?> members) {
        var struct = (Composite) btf.resolve(type);
        var bytes = new byte[struct.size()];
        members.forEach((name, value) -> {
            var member = struct.members().stream()
                    .filter(each -> each.name().equals(name) && each.bitSize() == 0)
                    .findFirst()
                    .orElseThrow(() -> new Lookup(
                                    "member",
                                    "struct " + struct.name(),
                                    struct.members().stream().map(Member::name).toList())
                            .failed(name));
            var encoded = new Encoder(btf).encode(member.type(), value, name);
            System.arraycopy(encoded, 0, bytes, member.bitOffset() / Byte.SIZE, encoded.length);
        });
        return bytes;
    }

    /** The bytes as a value; empty where they are not as long as the struct. */
    Optional<Object> decode(byte[] bytes) {
        return bytes.length == btf.sizeOf(type) ? Optional.of(new Decoder(btf).decode(type, bytes)) : Optional.empty();
    }
}
