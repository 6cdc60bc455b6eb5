// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** A stack that a program took with {@code bpf_get_stackid}: addresses, the innermost first. */
public final class StackTrace extends AbstractList<Long> {
    private final long[] addresses;

    StackTrace(long... addresses) {
        this.addresses = addresses;
    }

    @Override
    public Long get(int frame) {
        return addresses[frame];
    }

    @Override
    public int size() {
        return addresses.length;
    }

    /**
     * Each address in words, such as the kernel's: {@code frames(KernelSymbols.load()::name)}.
     *
     * @param symbols says what is at an address
     */
    public List<String> frames(LongFunction<String> symbols) {
        return Arrays.stream(addresses).mapToObj(symbols).toList();
    }

    /** The addresses in hexadecimal. */
    @Override
    public String toString() {
        return frames(address -> "0x" + Long.toHexString(address)).toString();
    }
}
