// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.loader.BpfObject;
import java.nio.file.Path;

/** Run as a process of its own by {@link AbandonedFilterTest}: attaches to {@code lo} in all ways, and is killed. */
public final class KilledProcess {
    private KilledProcess() {}

    /** The object file comes first; with more words, tc is given a priority. */
    public static void main(String[] arguments) throws Exception {
        var words = arguments[0].split(" ");
        var object = BpfObject.open(Path.of(words[0]));
        object.load();
        var tc = Hooks.tc("lo", Direction.INGRESS);
        System.out.println(object.program("on_tc").attach(words.length == 1 ? tc : tc.priority(7)));
        if (Hooks.tcx("lo", Direction.INGRESS).supported()) {
            System.out.println(object.program("on_tc").attach(Hooks.tcx("lo", Direction.INGRESS)));
        }
        System.out.println(object.program("on_xdp").attach(Hooks.xdp("lo").generic()));
        System.out.flush();
        new ProcessBuilder(
                        "kill", "-KILL", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
    }
}
