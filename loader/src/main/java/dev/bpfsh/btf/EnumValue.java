// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

/**
 * A value of an enum.
 *
 * @param name the enumerator's; empty where the enum has none for the number
 * @param number as C sees it; of an unsigned 64-bit enum the bits
 */
public record EnumValue(String name, long number) {
    @Override
    public String toString() {
        return name.isEmpty() ? Long.toString(number) : name + " (" + number + ")";
    }
}
