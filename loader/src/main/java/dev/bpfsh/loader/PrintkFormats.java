// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the formats of {@code bpf_printk} in a loaded program: constant text in {@code .rodata}, whose address is put
 * into the first argument's register some instructions before the helper is called. Source: the kernel's
 * {@code Documentation/bpf/standardization/instruction-set.rst}.
 */
record PrintkFormats(Collection<Globals> sections) {
    private static final int LD_IMM64 = 0x18;
    private static final int CALL = 0x85;
    private static final int PSEUDO_MAP_VALUE = 2;
    private static final int FIRST_ARGUMENT = 1;
    private static final int BPF_TRACE_PRINTK = 6;
    private static final int BPF_TRACE_VPRINTK = 177;

    List<String> of(byte[] instructions) {
        var formats = new ArrayList<String>();
        var code = ByteBuffer.wrap(instructions).order(ByteOrder.nativeOrder());
        var argument = Optional.<String>empty();
        for (int at = 0; at + 8 <= code.capacity(); at += 8) {
            int opcode = code.get(at) & 0xff;
            int registers = code.get(at + 1) & 0xff;
            if (opcode == LD_IMM64 && at + 16 <= code.capacity()) {
                if ((registers & 0xf) == FIRST_ARGUMENT && registers >> 4 == PSEUDO_MAP_VALUE) {
                    argument = constant(code.getInt(at + 4), code.getInt(at + 12));
                }
                at += 8;
            } else if (opcode == CALL && registers >> 4 == 0) {
                int helper = code.getInt(at + 4);
                if (helper == BPF_TRACE_PRINTK || helper == BPF_TRACE_VPRINTK) {
                    argument.filter(text -> !text.isEmpty()).ifPresent(formats::add);
                }
                argument = Optional.empty();
            }
        }
        return formats.stream().distinct().toList();
    }

    private Optional<String> constant(int mapFd, int offset) {
        return sections.stream()
                .filter(section -> section.readOnly() && section.map().fd() == mapFd)
                .findFirst()
                .flatMap(section -> text(section.loaded(), offset));
    }

    private static Optional<String> text(byte[] bytes, int from) {
        for (int end = from; from >= 0 && end < bytes.length; end++) {
            if (bytes[end] == 0) {
                return Optional.of(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }
}
