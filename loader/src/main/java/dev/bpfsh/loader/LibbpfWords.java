// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.btf.BtfType.Function;
import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.libbpf.Near;
import dev.bpfsh.libbpf.Topic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What libbpf says where it gives up before the kernel is asked, in plain words. Source: the warnings in libbpf's
 * {@code libbpf.c}.
 *
 * @param program the program that it speaks of, empty where it speaks of the whole object
 * @param cause why it gave up
 * @param hint what to do about it
 * @param topic what it is about
 */
record LibbpfWords(String program, String cause, String hint, Topic topic) {
    private static final int OFFERED = 3;

    private enum Words {
        FUNCTION(
                Topic.CO_RE,
                "extern \\(func ksym\\) '(?<what>.+)': not found.*",
                "this kernel has no function %s for programs to call",
                "declare it __weak, and call it only if bpf_ksym_exists() says that it is there"),
        VARIABLE(
                Topic.CO_RE,
                "extern \\(var ksym\\) '(?<what>.+)': not found.*",
                "this kernel has no variable %s for programs to read",
                "declare it __weak, and use it only if its address is not 0"),
        SETTING(
                Topic.CO_RE,
                "extern '(?<what>.+)' \\(strong\\): not resolved",
                "this kernel was built without %s",
                "declare it __weak: it is 0 where the kernel does not have it"),
        TARGET(
                Topic.TRACEPOINTS,
                "prog '(?<program>.+)': failed to find kernel BTF type ID of '(?<what>.+)': .*",
                "the kernel has no %s for it to be attached to",
                "the kernel may have inlined it: another name is set with attachTarget(\"FUNCTION\") before load()"),
        REPLACED(
                Topic.OBJECT,
                "prog '(?<program>.+)': attach program FD is not set",
                "it is to replace a function of another program, and nobody said of which",
                "attachTarget(OTHER_PROGRAM, \"FUNCTION\") before load()"),
        TYPE(
                Topic.OBJECT,
                "prog '(?<program>.+)': missing BPF prog type, check ELF section name '(?<what>.+)'",
                "its section's name, %s, says no type",
                "type(\"xdp\"), or whichever it is, before load(); or another name in SEC()"),
        NO_BTF(
                Topic.CO_RE,
                ".*(?:failed to find valid kernel BTF|Error loading vmlinux BTF|kernel BTF is missing).*",
                "this kernel does not describe its types, and the object needs them",
                "it takes a kernel with CONFIG_DEBUG_INFO_BTF=y: ls /sys/kernel/btf/vmlinux");

        private final Pattern pattern;
        private final boolean ofProgram;
        private final boolean named;
        private final String cause;
        private final String hint;
        private final Topic about;

        Words(Topic about, String pattern, String cause, String hint) {
            this.about = about;
            this.pattern = Pattern.compile(pattern);
            this.ofProgram = pattern.contains("<program>");
            this.named = pattern.contains("<what>");
            this.cause = cause;
            this.hint = hint;
        }

        LibbpfWords meaning(Matcher match) {
            var what = named ? match.group("what") : "";
            var near = this == TARGET ? near(what) : "";
            return new LibbpfWords(
                    ofProgram ? match.group("program") : "",
                    cause.formatted(what),
                    near.isEmpty() ? hint : near,
                    about);
        }

        private static String near(String function) {
            try {
                var names = KernelBtf.vmlinux()
                        .all(Function.class)
                        .map(Function::name)
                        .collect(Collectors.toSet());
                var near = Near.matches(function, names, OFFERED);
                return near.isEmpty() ? "" : "did you mean " + String.join(", ", near) + "?";
            } catch (BpfException noTypes) {
                return "";
            }
        }
    }

    /** The first of the lines that is known. */
    static Optional<LibbpfWords> in(List<String> lines) {
        for (var line : lines) {
            for (var words : Words.values()) {
                var match = words.pattern.matcher(line);
                if (match.matches()) {
                    return Optional.of(words.meaning(match));
                }
            }
        }
        return Optional.empty();
    }
}
