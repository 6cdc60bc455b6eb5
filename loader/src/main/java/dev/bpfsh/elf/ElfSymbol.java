// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.elf;

import java.nio.ByteBuffer;

/**
 * A symbol ({@code Elf64_Sym}); its name is read when it is asked for, because most never are.
 *
 * @param names the table of names
 * @param nameAt where its name begins in there
 * @param info binding and type
 * @param section index of the section that it is in; 0 for one that is defined elsewhere
 * @param value its address; in an object that is not linked, its offset in the section
 * @param size in bytes; 0 if nobody said
 */
public record ElfSymbol(ByteBuffer names, int nameAt, int info, int section, long value, long size) {
    /** {@code STT_OBJECT}. */
    public static final int VARIABLE = 1;
    /** {@code STT_FUNC}. */
    public static final int FUNCTION = 2;
    /** {@code STT_GNU_IFUNC}: a function that chooses one. */
    public static final int INDIRECT_FUNCTION = 10;

    private static final int GLOBAL = 1;
    private static final int WEAK = 2;

    /**
     * Its name.
     *
     * @throws IndexOutOfBoundsException if it lies outside of the names
     */
    public String name() {
        return ElfImage.text(names, nameAt);
    }

    /** {@code STT_*}. */
    public int type() {
        return info & 0xf;
    }

    /** Whether it is a function of this very image. */
    public boolean isFunction() {
        return section != 0 && (type() == FUNCTION || type() == INDIRECT_FUNCTION);
    }

    /** Of several names for one place: 4 for one that all may see, 2 for a weak one, 1 for a local one. */
    public int rank() {
        int binding = info >>> 4 & 0xf;
        return binding == GLOBAL ? 4 : binding == WEAK ? 2 : 1;
    }
}
