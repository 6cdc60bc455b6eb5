// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** A failure that says what it is about. */
public interface Topical {
    /** What it is about. */
    Topic topic();
}
