// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
            info.read(section, ByteBuffer.wrap(btfExt).order(ByteOrder.nativeOrder()), btf);
        } catch (IndexOutOfBoundsException damaged) {
            info.lines.clear();
        }
        return info;
    }

    private void read(String section, ByteBuffer ext, byte[] btf) {
        if (ext.capacity() == 0) {
            return;
        }
        int at = ext.getInt(4) + ext.getInt(16);
        int end = at + ext.getInt(20);
        int size = ext.getInt(at);
        at += Integer.BYTES;
        while (at < end && size >= SMALLEST_RECORD) {
            boolean wanted = string(btf, ext.getInt(at)).equals(section);
            int count = ext.getInt(at + 4);
            at += 8;
            for (int i = 0; i < count && at < end; i++, at += size) {
                if (wanted) {
                    add(ext, at, INSTRUCTION_SIZE, btf);
                }
            }
        }
    }

    private void add(ByteBuffer records, int at, int unit, byte[] btf) {
        int position = records.getInt(at + 12);
        lines.put(
                records.getInt(at) / unit,
                new SourceLine(
                        string(btf, records.getInt(at + 8)).strip(),
                        string(btf, records.getInt(at + 4)),
                        position >>> COLUMN_BITS,
                        position & (1 << COLUMN_BITS) - 1));
    }

    private static String string(byte[] btf, int offset) {
        if (btf.length == 0) {
            return "";
        }
        var raw = ByteBuffer.wrap(btf).order(ByteOrder.nativeOrder());
        int start = raw.getInt(4) + raw.getInt(16) + offset;
        int end = start;
        while (raw.get(end) != 0) {
            end++;
        }
        return new String(btf, start, end - start, StandardCharsets.UTF_8);
    }

    /** The line of the instruction at an index: its own, or that of the nearest one before it. */
    Optional<SourceLine> at(int index) {
        return Optional.ofNullable(lines.floorEntry(index)).map(Map.Entry::getValue);
    }
}
