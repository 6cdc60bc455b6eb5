// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/** Which way packets go through a network interface. */
public enum Direction {
    /** In. */
    INGRESS,
    /** Out. */
    EGRESS;

    /** As attach types and section names have it. */
    String word() {
        return this == INGRESS ? "ingress" : "egress";
    }
}
