// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.Session;
import java.util.ArrayList;
import java.util.List;

/** What closing everything detaches, and what stays: said when a person leaves. */
final class Farewell {
    private static final int MOST = 8;

    private Farewell() {}

    /** A line for each link that is attached now. */
    static List<String> lines() {
        List<String> lines = Session.current().alive().stream()
                .filter(BpfLink.class::isInstance)
                .map(BpfLink.class::cast)
                .filter(BpfLink::attached)
                .map(Farewell::line)
                .map(PlainText::harmless)
                .toList();
        if (lines.size() <= MOST) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MOST - 1));
        first.add("... and " + (lines.size() - first.size()) + " more");
        return first;
    }

    private static String line(BpfLink link) {
        String program = link.program().name();
        return link.pinned()
                .map(path -> program + " stays attached to " + link.hook() + ", pinned at " + path)
                .orElse("detached " + program + " from " + link.hook());
    }
}
