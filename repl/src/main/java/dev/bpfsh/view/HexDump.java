// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;

/**
 * Bytes as they are in memory: offset, hexadecimal, letters.
 *
 * <pre>{@code
 * 0000  7f 45 4c 46 02 01 01 00  00 00 00 00 00 00 00 00  |.ELF............|
 * }</pre>
 */
final class HexDump {
    private static final int FEW = 8;
    private static final int MANY = 16;
    /** Columns of a line of {@link #MANY}: offset, bytes, letters. */
    private static final int WIDE = 74;

    private final ByteBuffer bytes;
    private final int perLine;
    private final String gap;
    private final int offsetDigits;

    private HexDump(ByteBuffer bytes, int perLine) {
        this.bytes = bytes;
        this.perLine = perLine;
        this.gap = perLine == MANY ? "  " : " ";
        this.offsetDigits = Math.max(4, Integer.toHexString(bytes.limit()).length());
    }

    /** What is between a buffer's position and its limit; how many bytes of what kind come first. */
    static Iterable<String> lines(String kind, ByteBuffer bytes, Style style) {
        return lines(kind, bytes, bytes.remaining(), style);
    }

    /** @param size how many there are, with those that are not in the buffer */
    static Iterable<String> lines(String kind, ByteBuffer bytes, long size, Style style) {
        var all = bytes.slice();
        var title = kind + ", " + size + (size == 1 ? " byte" : " bytes");
        if (all.limit() <= MANY) {
            return List.of(all.limit() == 0 ? title : title + "  " + new HexDump(all, MANY).contents(0));
        }
        var dump = new HexDump(all, style.width() >= WIDE ? MANY : FEW);
        int lines = (int) Math.min(dump.count(), style.bounded() ? new Page(style).room() - 2L : Integer.MAX_VALUE);
        return () -> new Iterator<>() {
            private int next = -1;
            private boolean over;

            @Override
            public boolean hasNext() {
                return !over;
            }

            @Override
            public String next() {
                if (next < 0) {
                    next = 0;
                    return style.bold(title);
                }
                if (next == lines) {
                    over = true;
                    return style.rest((size - (long) lines * dump.perLine) + " more bytes");
                }
                var line = dump.line(next++, style);
                over = next == lines && (long) lines * dump.perLine >= size;
                return line;
            }
        };
    }

    private int count() {
        return (bytes.limit() + perLine - 1) / perLine;
    }

    private String line(int number, Style style) {
        int from = number * perLine;
        return style.cut(style.faint(("%0" + offsetDigits + "x").formatted(from)) + gap + contents(from));
    }

    private String contents(int from) {
        var hex = new StringBuilder();
        var letters = new StringBuilder();
        int past = Math.min(bytes.limit(), from + perLine);
        for (int i = from; i < past; i++) {
            int each = bytes.get(i) & 0xff;
            hex.append(i > from && (i - from) % FEW == 0 ? "  " : i > from ? " " : "")
                    .append("%02x".formatted(each));
            letters.append(each >= ' ' && each < 0x7f ? (char) each : '.');
        }
        int width = perLine * 3 - 1 + (perLine - 1) / FEW;
        var padding = bytes.limit() <= perLine ? "" : " ".repeat(width - hex.length());
        return hex + padding + gap + "|" + letters + "|";
    }
}
