// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.BpfException;
import java.nio.file.Path;

/** Run as a process of its own by {@link LoadRightsTest}, where rights are missing. */
public final class LoadProcess {
    private LoadProcess() {}

    /** Prints how opening, loading and attaching a file goes. */
    public static void main(String[] arguments) {
        try (var object = BpfObject.open(Path.of(arguments[0]))) {
            object.load();
            object.attach();
            System.out.println(object);
        } catch (BpfException refused) {
            System.out.println(refused.getClass().getSimpleName() + ": " + refused.getMessage());
        }
    }
}
