// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.attach.Hook;
import dev.bpfsh.attach.TargetedHook;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.LibbpfLog;
import dev.bpfsh.libbpf.LinkHandle;
import dev.bpfsh.libbpf.OutOfOrder;
import dev.bpfsh.libbpf.ProgramHandle;
import dev.bpfsh.libbpf.Topic;
import dev.bpfsh.libbpf.UnsupportedByKernel;
import java.util.ArrayList;
import java.util.List;

/** How programs get to their hooks: one, all of an object, or those in a map of type struct_ops. */
final class Attaching {
    private Attaching() {}

    /** As {@link BpfObject#attach()}, which has seen to the object's state. */
    static List<BpfLink> all(BpfObject object) {
        var programs = object.programs().values();
        var candidates = programs.stream()
                .filter(program -> program.attachesByItself() && program.autoload() && program.autoattach())
                .toList();
        if (candidates.isEmpty()) {
            throw new AttachFailed(
                    object.name(),
                    programs.isEmpty() ? "it has no program" : "no program attaches by itself",
                    null,
                    programs.stream().map(BpfProgram::declaration).toList(),
                    programs.isEmpty() ? null : "attach each where it belongs: program(\"NAME\").attach(HOOK)");
        }
        var waiting =
                candidates.stream().filter(program -> program.links().isEmpty()).toList();
        if (waiting.isEmpty()) {
            throw new OutOfOrder(
                    Topic.LIFECYCLE,
                    "attach(): all of " + object.name() + " is attached already; close() a link first");
        }
        var made = new ArrayList<BpfLink>();
        try {
            for (var program : waiting) {
                made.add(to(program, program.ownHook()));
            }
            return List.copyOf(made);
        } catch (RuntimeException e) {
            made.forEach(BpfLink::end);
            throw e;
        }
    }

    /** As {@link BpfObject#attachStructOps}, which has seen to the object's state. */
    static BpfLink structOps(BpfObject object, BpfMap map) {
        var member = object.programs().values().stream()
                .filter(program -> program.type().equals("struct_ops"))
                .findFirst();
        if (!map.type().equals("struct_ops") || member.isEmpty()) {
            throw new AttachFailed(
                    object.name() + "." + map.name(),
                    "it is a map of type " + map.type() + ", not struct_ops",
                    null,
                    List.of(),
                    "declare it: SEC(\".struct_ops\") struct tcp_congestion_ops NAME = { ... };");
        }
        long position = LibbpfLog.get().position();
        try {
            return object.remember(new BpfLink(
                    member.get(), "struct_ops " + map.name(), map.handle().attachStructOps()));
        } catch (ErrnoException e) {
            throw new Diagnosis(object.name(), position).structOpsFailed(map.name(), e.errno());
        }
    }

    /** Where libbpf finds the hook in the section's name, and we do not. */
    static Hook bySection(BpfProgram program) {
        return new Hook() {
            @Override
            public LinkHandle attach(ProgramHandle handle) throws ErrnoException {
                return handle.attach();
            }

            @Override
            public String toString() {
                return program.section();
            }
        };
    }

    /** As {@link BpfProgram#attach(Hook)}. */
    static BpfLink to(BpfProgram program, Hook hook) {
        var object = program.object();
        // Closing the object first would leave the link with what libbpf has freed.
        synchronized (object) {
            object.require(BpfObject.State.LOADED, "attach()");
            if (!program.autoload()) {
                throw new AttachFailed(
                        target(program, hook),
                        "the program was not loaded",
                        null,
                        List.of(),
                        "take the question mark out of " + program.declaration() + " and compile it again");
            }
            requireTarget(program, hook);
            requireKind(program, hook);
            long position = LibbpfLog.get().position();
            try {
                return object.remember(new BpfLink(program, hook.toString(), hook.attach(program.handle())));
            } catch (ErrnoException e) {
                throw new Diagnosis(object.name(), position)
                        .attachFailed(program, hook, e.errno())
                        .about(hook.topic());
            }
        }
    }

    // The kernel would attach it where it was loaded for, whatever is said here.
    private static void requireTarget(BpfProgram program, Hook hook) {
        if (hook instanceof TargetedHook wanted) {
            var loaded = program.hook().filter(TargetedHook.class::isInstance).map(TargetedHook.class::cast);
            if (loaded.isPresent() && !loaded.get().function().equals(wanted.function())) {
                throw new AttachFailed(
                        target(program, hook),
                        "it was loaded for " + loaded.get(),
                        null,
                        List.of(),
                        "before load(): program(\"" + program.name() + "\").attachTarget(\"" + wanted.function()
                                + "\")");
            }
        }
    }

    private static void requireKind(BpfProgram program, Hook hook) {
        hook.lack().ifPresent(lack -> {
            throw new UnsupportedByKernel("attach", target(program, hook), lack, null, List.of(), null);
        });
    }

    private static String target(BpfProgram program, Hook hook) {
        return program.object().name() + "." + program.name() + " to " + hook;
    }
}
