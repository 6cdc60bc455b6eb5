// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.bench;

/** What a JVM costs that does nothing: no program in Java can be quicker. */
final class Nothing {
    private Nothing() {}

    public static void main(String[] args) {}
}
