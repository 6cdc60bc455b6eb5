// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.Step;
import java.util.ArrayList;
import java.util.List;

/** What a step did in the kernel, and what is legal next: two lines at most, which say nothing that an answer says. */
final class Explanation {
    private static final int MOST_NAMED = 3;

    private Explanation() {}

    /** The lines. */
    static List<String> of(Step step) {
        if (step instanceof Step.Opened opened) {
            return List.of(opened(opened));
        } else if (step instanceof Step.Assigned assigned) {
            return List.of(assigned(assigned.section()));
        } else if (step instanceof Step.Loaded loaded) {
            return loaded(loaded.object());
        } else if (step instanceof Step.Attached attached) {
            return attached(attached.links());
        } else if (step instanceof Step.Detached detached) {
            return detached(detached);
        } else if (step instanceof Step.Replaced replaced) {
            return List.of("link " + replaced.link().info().id() + " runs "
                    + replaced.link().program().name() + " from now on; no pass of the hook was missed");
        } else if (step instanceof Step.Pinned pinned) {
            return List.of(
                    name(pinned.thing()) + " has a name in bpffs, which keeps it when this process ends",
                    "next unpin(), or rm " + pinned.path() + " in a shell, lets it go");
        } else if (step instanceof Step.Unpinned unpinned) {
            return List.of("the name is gone; " + name(unpinned.thing()) + " ends with the last who holds it");
        } else if (step instanceof Step.Created created) {
            return List.of(name(created.map()) + " is in the kernel, held by fd "
                    + created.map().fd() + "; with its last holder it is gone");
        } else if (step instanceof Step.Put put) {
            return List.of("one bpf(2) call changed " + name(put.map()) + "; the next look-up of a program sees it");
        } else if (step instanceof Step.Removed removed) {
            return List.of(
                    "one bpf(2) call took it out of " + name(removed.map()) + "; a program that looks gets NULL");
        }
        return closed((Step.Closed) step);
    }

    private static String opened(Step.Opened opened) {
        return "read %,d bytes of ELF and %d types of BTF; this process alone has them"
                .formatted(opened.bytes(), opened.object().btf().count() - 1);
    }

    private static String assigned(Globals section) {
        var map = section.map();
        if (map.object().state() == BpfObject.State.LOADED) {
            return "written into " + name(map) + " itself, which is mapped here; the next run sees it";
        } else if (section.readOnly()) {
            return "a constant from load() on: the verifier drops the branches that it rules out";
        }
        return "kept in this process until load() makes the map behind " + section.name() + " begin with it";
    }

    private static List<String> loaded(BpfObject object) {
        var maps = Step.ids(object.maps().values(), map -> map.info().id());
        var programs =
                Step.ids(object.programs().values(), program -> program.info().id());
        var lines = new ArrayList<String>();
        lines.add((maps.isEmpty() ? "" : "made " + named("map", maps) + "; ") + "verified " + named("program", programs)
                + size(object));
        boolean all =
                object.programs().values().stream().filter(BpfProgram::autoload).allMatch(BpfProgram::attachesByItself);
        lines.add("nothing runs yet; next " + (all ? "attach()" : "program(\"NAME\").attach(HOOK)")
                + (object.sections().values().stream().allMatch(Globals::readOnly)
                        ? ""
                        : ", and globals can be set still"));
        return lines;
    }

    /** How much the verifier went through, and what the kernel's compiler made of it. */
    private static String size(BpfObject object) {
        long steps = 0;
        long code = 0;
        for (var program : object.programs().values()) {
            if (program.autoload()) {
                steps += program.info().verifiedInstructions();
                code += program.info().machineSize();
            }
        }
        return (steps == 0 ? "" : " in %,d steps".formatted(steps))
                + (code == 0 ? "" : ": %,d B of code".formatted(code));
    }

    private static List<String> attached(List<BpfLink> links) {
        var ids = Step.ids(links, link -> link.info().id());
        var object = links.get(0).program().object();
        boolean one = links.size() == 1;
        if (one && links.get(0).info().type().equals("iter")) {
            return List.of(
                    named("link", ids) + " is a file of the kernel's: it runs whenever somebody reads that",
                    "next lines() or structs(\"TYPE\") of the link; close() ends it");
        }
        var holds = one ? " holds it there: the kernel runs it" : " hold them there: the kernel runs them";
        return List.of(
                ids.isEmpty()
                        ? "held by this process alone: the kernel has no link for this kind of hook"
                        : named("link", ids) + holds + " at each pass",
                "next " + output(object) + "; close() of " + (one ? "the link" : "a link") + " detaches");
    }

    /** How to see what the programs of an object have to say. */
    private static String output(BpfObject object) {
        for (var map : object.maps().values()) {
            if (map.type().equals("ringbuf")) {
                return "ringBuffer(\"" + map.name() + "\") has its events";
            } else if (map.type().equals("perf_event_array")) {
                return "perfBuffer(\"" + map.name() + "\") has its events";
            }
        }
        boolean prints = object.programs().values().stream()
                .anyMatch(program -> !program.formats().isEmpty());
        return prints
                ? "trace() shows what it prints"
                : object.maps().values().stream()
                        .filter(map -> !map.internal())
                        .findFirst()
                        .map(map -> "map(\"" + map.name() + "\") has what it counts")
                        .orElse("its globals have what it leaves behind");
    }

    private static List<String> detached(Step.Detached detached) {
        var link = detached.link();
        var name = detached.id() == 0 ? "the hook" : "link " + detached.id();
        if (detached.kept()) {
            return List.of(name + " is there still, with nothing behind it; close() ends it");
        } else if (link.pinned().isPresent()) {
            return List.of(name + " lives on at " + link.pinned().get() + ": "
                    + link.program().name() + " still runs");
        }
        return List.of(
                name + " is gone; " + link.program().name() + " stays loaded, and nothing runs it",
                "next attach() again, or close() of the object");
    }

    private static List<String> closed(Step.Closed closed) {
        if (closed.programs().isEmpty() && closed.maps().isEmpty()) {
            return List.of("nothing of it was in the kernel");
        }
        var things = new ArrayList<String>();
        if (!closed.links().isEmpty()) {
            things.add(named("link", closed.links()));
        }
        if (!closed.programs().isEmpty()) {
            things.add(named("program", closed.programs()));
        }
        if (!closed.maps().isEmpty()) {
            things.add(named("map", closed.maps()));
        }
        return List.of(
                "gave back " + String.join(", ", things),
                closed.pinned() ? "what is pinned stays" : "what nobody else holds is gone");
    }

    private static String name(AutoCloseable thing) {
        return thing instanceof BpfMap map
                ? "map " + map.info().id()
                : "link " + ((BpfLink) thing).info().id();
    }

    /** {@code map 12}, {@code maps 12, 13}, {@code 5 maps (12 to 16)}. */
    private static String named(String what, List<Long> ids) {
        if (ids.isEmpty()) {
            return what.equals("program") ? "no program" : "";
        } else if (ids.size() == 1) {
            return what + " " + ids.get(0);
        } else if (ids.size() <= MOST_NAMED) {
            return what + "s "
                    + String.join(", ", ids.stream().map(String::valueOf).toList());
        }
        return ids.size() + " " + what + "s (" + ids.get(0) + " to " + ids.get(ids.size() - 1) + ")";
    }
}
