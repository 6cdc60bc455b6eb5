// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

/** Which end of its functions a probe on many of them runs at. */
public enum ProbeMode {
    /** When they are called. */
    ENTRY,
    /** When they return. */
    RETURN,
    /** Both; what the program answers at the entry decides whether it runs at the return. */
    SESSION;

    String sectionName(String entry, String returns) {
        return switch (this) {
            case ENTRY -> entry + ".multi/";
            case RETURN -> returns + ".multi/";
            case SESSION -> entry + ".session/";
        };
    }
}
