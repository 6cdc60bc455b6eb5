// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.attach.Hook;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.ErrnoException;
import dev.bpfsh.libbpf.Libbpf;
import dev.bpfsh.libbpf.ProgramSettings;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;

/** The settings of a program by the names that people know, and what is said where one is not taken. */
record ProgramOptions(String program, ProgramSettings settings) {
    /** A change that libbpf may refuse. */
    interface Change {
        void make() throws ErrnoException;
    }

    void type(String name) {
        int type = number("program type", name, settings.types());
        change("type", "log() shows all that libbpf said", () -> settings.type(type));
    }

    String expectedAttachType() {
        return nameOf(settings.expectedAttachType());
    }

    private String nameOf(int type) {
        var names = settings.attachTypes();
        return type >= 0 && type < names.size() ? names.get(type) : "type " + type;
    }

    void expectedAttachType(String name) {
        int type = number("attach type", name, settings.attachTypes());
        change("expected attach type", "log() shows all that libbpf said", () -> settings.expectedAttachType(type));
    }

    /**
     * Chooses the function.
     *
     * @param hook the function as a hook, which knows what there is
     */
    void attachTarget(int programFd, String function, Optional<Hook> hook) {
        try {
            settings.attachTarget(programFd, function);
        } catch (ErrnoException e) {
            var inKernel = hook.filter(place -> programFd == 0);
            var near = inKernel.map(Hook::nearMatches).orElse(List.of());
            throw new BpfException(
                            "set the attach target of",
                            program,
                            inKernel.flatMap(Hook::absence).orElse(e.errno().text()),
                            e.errno(),
                            List.of(),
                            !near.isEmpty()
                                    ? "did you mean " + String.join(", ", near) + "?"
                                    : programFd == 0
                                            ? "the kernel's BTF has no function " + function
                                                    + ", or this type of program has no target"
                                            : "that program has no function " + function + ", or no BTF")
                    .about(Topic.OBJECT);
        }
    }

    void change(String what, String hint, Change change) {
        try {
            change.make();
        } catch (ErrnoException e) {
            throw new BpfException("set the " + what + " of", program, e.errno().text(), e.errno(), List.of(), hint)
                    .about(Topic.OBJECT);
        }
    }

    private int number(String kind, String wanted, List<String> names) {
        int number = names.indexOf(wanted);
        if (number < 0) {
            throw new Lookup(kind, "libbpf " + Libbpf.get().version(), names).failed(wanted);
        }
        return number;
    }
}
