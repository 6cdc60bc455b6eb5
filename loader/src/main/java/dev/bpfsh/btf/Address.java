// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/** A pointer's value: an address of the kernel or of a process, of no use here but to look at and compare. */
public record Address(long value) {
    @Override
    public String toString() {
        return "0x" + Long.toHexString(value);
    }
}
