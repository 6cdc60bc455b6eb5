// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.cache.Digest;
import dev.bpfsh.cache.FileCache;
import dev.bpfsh.timing.Phase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Scripts that were compiled before, in {@code $XDG_CACHE_HOME/bpfsh/scripts}: they run without JShell and without a
 * compiler. What is kept is found by the script's text, the prelude, the JDK and the class path, so whatever changes
 * one of these is compiled again; the objects that its skeletons are of, and its libraries, are looked at each time.
 */
public final class ScriptCache {
    private final FileCache files;

    private ScriptCache(FileCache files) {
        this.files = files;
    }

    /** Of the user whom these variables are of. */
    public static ScriptCache of(Map<String, String> environment) {
        return new ScriptCache(FileCache.of(environment, "scripts"));
    }

    /**
     * The script as it was compiled before, or else as it is compiled now, and kept.
     *
     * <p>A cache that cannot be used makes nothing worse: a script runs without it.
     *
     * @throws ScriptErrors as {@link Script#compile(String, String, String)}
     */
    public Script script(String file, String source, String prelude) {
        return script(file, source, prelude, false);
    }

    /**
     * As {@link #script(String, String, String)}.
     *
     * @param valued as for {@link Script#compile(String, String, String, boolean)}
     */
    public Script script(String file, String source, String prelude, boolean valued) {
        var phase = Phase.begin("look for the script in the cache");
        var key = key(file, source, prelude, valued);
        var found = find(key);
        phase.end();
        return found.map(Script::new).orElseGet(() -> {
            var script = Script.compile(file, source, prelude, valued);
            keep(key, script.record());
            return script;
        });
    }

    static String key(String file, String source, String prelude, boolean valued) {
        var parts = new ArrayList<String>(List.of(
                Runtime.version().toString(),
                System.getProperty("java.vm.vendor"),
                System.getProperty("java.home"),
                ScriptCompiler.simple(file),
                source,
                prelude,
                String.valueOf(valued)));
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            parts.add(state(Path.of(entry)));
        }
        return Digest.hex(parts);
    }

    /** What changes when the file is written anew. */
    static String state(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // As a number: to write a time as people do takes twenty classes more.
            long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            return file + " " + attributes.size() + " " + modified + " " + attributes.fileKey();
        } catch (IOException gone) {
            return file.toString();
        }
    }

    private Optional<ScriptRecord> find(String key) {
        try {
            var bytes = files.find(key);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            var record = ScriptRecord.of(bytes.get());
            if (!record.objects().entrySet().stream().allMatch(ScriptCache::holds)
                    || !record.libraries().entrySet().stream().allMatch(ScriptCache::isAsItWas)) {
                return Optional.empty();
            }
            files.used(key);
            return Optional.of(record);
        } catch (IOException unusable) {
            return Optional.empty();
        }
    }

    private static boolean holds(Map.Entry<String, String> object) {
        return ScriptCompiler.object(object.getKey()).equals(Optional.of(object.getValue()));
    }

    private static boolean isAsItWas(Map.Entry<String, String> library) {
        return state(Path.of(library.getKey())).equals(library.getValue());
    }

    private void keep(String key, ScriptRecord record) {
        try {
            files.keep(key, record.bytes());
        } catch (IOException unusable) {
            // It is compiled again next time.
        }
    }
}
