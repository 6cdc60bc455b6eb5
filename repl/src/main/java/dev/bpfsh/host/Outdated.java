// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.compile.BpfCompiler;
import dev.bpfsh.compile.BuildRecord;
import dev.bpfsh.kernel.Printable;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What to open where an object is no longer what the source beside it gives, and what to say of it. */
final class Outdated {
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final BooleanSupplier canCompile;
    private final Consumer<String> say;

    /** @param say is given lines for the user */
    Outdated(BooleanSupplier canCompile, Consumer<String> say) {
        this.canCompile = canCompile;
        this.say = say;
    }

    /** With the compiler of this machine; each line goes to standard error, once. */
    static Outdated here() {
        return new Outdated(() -> BpfCompiler.system().isThere(), line -> {
            if (SAID.add(line)) {
                System.err.println(Printable.of(line));
            }
        });
    }

    /** For an object that was asked for by its name: its source if that has changed and can be compiled. */
    Path insteadOf(Path object) {
        var changed = BuildRecord.changedSince(object);
        if (changed.isEmpty()) {
            return object;
        }
        var source = BuildRecord.sourceOf(object);
        var rebuild = "; to rebuild: " + rebuild(object);
        if (!canCompile.getAsBoolean()) {
            say.accept(isOlder(object, changed.get()) + " and runs as it is: there is no clang to compile "
                    + source.getFileName() + rebuild);
            return object;
        }
        say.accept(isOlder(object, changed.get()) + ": compiling " + source.getFileName() + rebuild);
        return source;
    }

    /** For an object that was asked for by its path: it is what the user wants, with a word of warning. */
    Path asAsked(Path object) {
        BuildRecord.changedSince(object)
                .ifPresent(changed -> say.accept(isOlder(object, changed) + "; to compile that: open(\""
                        + BuildRecord.sourceOf(object) + "\")"));
        return object;
    }

    private static String isOlder(Path object, Path changed) {
        return object + " is older than " + changed.getFileName();
    }

    private static String rebuild(Path object) {
        var folder = object.getParent() == null ? Path.of(".") : object.getParent();
        return ObjectFiles.shortest(Bundled.objects().folder().resolve("build")) + " " + folder;
    }
}
