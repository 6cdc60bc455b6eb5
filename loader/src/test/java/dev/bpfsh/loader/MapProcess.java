// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import java.util.function.Supplier;

/** Run as a process of its own by {@link LoadRightsTest}, where rights are missing. */
public final class MapProcess {
    private MapProcess() {}

    /** Prints how creating, opening and listing maps goes. */
    public static void main(String[] arguments) {
        attempt(() -> BpfMap.create("hash", arguments[0], 4, 4, 4));
        attempt(() -> BpfMap.open(1));
        attempt(BpfMap::ids);
    }

    private static void attempt(Supplier<?> step) {
        try {
            System.out.println(step.get());
        } catch (BpfException refused) {
            System.out.println(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
