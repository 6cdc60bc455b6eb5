// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which line of C each instruction comes from: {@code struct bpf_line_info}s of an object's {@code .BTF.ext}, or of a
 * loaded program. Their texts are strings of the BTF. What damage made of it is left out.
 */
final class LineInfo {
    private static final int SMALLEST_RECORD = 16;
    private static final int COLUMN_BITS = 10;
    private static final int INSTRUCTION_SIZE = 8;

    private final TreeMap<Integer, SourceLine> lines = new TreeMap<>();

    private LineInfo() {}

    /** Of a loaded program: the kernel counts instructions. */
    static LineInfo ofProgram(byte[] records, int size, byte[] btf) {
        var info = new LineInfo();
        if (size >= SMALLEST_RECORD) {
            var buffer = ByteBuffer.wrap(records).order(ByteOrder.nativeOrder());
            for (int at = 0; at + size <= records.length; at += size) {
                info.add(buffer, at, 1, btf);
            }
        }
        return info;
    }

    /** Of a section of an object: clang counts bytes. */
    static LineInfo ofSection(String section, byte[] btfExt, byte[] btf) {
        var info = new LineInfo();
        try {
            var records = ByteBuffer.wrap(btfExt).order(ByteOrder.nativeOrder());
            new BtfExt(btfExt, btf).each(BtfExt.LINES, section, at -> info.add(records, at, INSTRUCTION_SIZE, btf));
        } catch (IndexOutOfBoundsException damaged) {
            info.lines.clear();
        }
        return info;
    }

    private void add(ByteBuffer records, int at, int unit, byte[] btf) {
        int position = records.getInt(at + 12);
        lines.put(
                records.getInt(at) / unit,
                new SourceLine(
                        BtfExt.string(btf, records.getInt(at + 8)).strip(),
                        BtfExt.string(btf, records.getInt(at + 4)),
                        position >>> COLUMN_BITS,
                        position & (1 << COLUMN_BITS) - 1));
    }

    /** The line of the instruction at an index: its own, or that of the nearest one before it. */
    Optional<SourceLine> at(int index) {
        return Optional.ofNullable(lines.floorEntry(index)).map(Map.Entry::getValue);
    }
}
