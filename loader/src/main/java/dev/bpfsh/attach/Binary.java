// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.attach;

import dev.bpfsh.libbpf.Errno;
import dev.bpfsh.libbpf.ErrnoException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A program or library by the name that was given, and what of it is not there.
 *
 * @param name a path, or a name such as {@code libc.so.6}
 */
record Binary(String name) {
    String path() throws ErrnoException {
        try {
            return Executable.find(name).toAbsolutePath().toString();
        } catch (IOException none) {
            throw ErrnoException.of("find " + name, Errno.ENOENT);
        }
    }

    /** Where its functions begin in the file. */
    Map<String, Long> functions() throws ErrnoException {
        try {
            return Executable.open(Executable.find(name)).functions();
        } catch (IOException unreadable) {
            throw ErrnoException.of("read " + name, Errno.ENOENT);
        }
    }

    /** Where a function begins in the file. */
    long offset(String function) throws ErrnoException {
        var offset = functions().get(function);
        if (offset == null) {
            throw ErrnoException.of("find " + function + " in " + name, Errno.ENOENT);
        }
        return offset;
    }

    private Set<String> functionNames() {
        try {
            return functions().keySet();
        } catch (ErrnoException unreadable) {
            return Set.of();
        }
    }

    /** Names of programs or libraries where there is none of this name, else of its functions. */
    List<String> nearFunctions(String wanted) {
        var near = near();
        return near.isEmpty() ? Candidates.near(wanted, functionNames()) : near;
    }

    /** Names of programs or libraries that are there, if there is none of this name. */
    List<String> near() {
        try {
            Executable.find(name);
            return List.of();
        } catch (IOException none) {
            return Candidates.near(name, Executable.names(name));
        }
    }

    /** What is wrong with the file, if anything. */
    Optional<String> absence() {
        try {
            Executable.open(Executable.find(name));
            return Optional.empty();
        } catch (IOException why) {
            return Optional.ofNullable(why.getMessage());
        }
    }

    /** What is wrong with the file, or that it has no such function. */
    Optional<String> absence(String function) {
        return absence().or(() -> {
            var names = functionNames();
            return new Glob(function).among(names).isEmpty()
                    ? Optional.of(name + " has no function " + function
                            + (names.size() < 2 ? ", and no symbols: it is stripped, give an offset" : ""))
                    : Optional.empty();
        });
    }
}
