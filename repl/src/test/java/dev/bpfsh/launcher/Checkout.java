// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.launcher;

import dev.bpfsh.testing.Bpfsh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Copies of this checkout and of parts of this machine, that a test may break. */
public final class Checkout {
    private Checkout() {}

    /** A copy of all that the launcher needs, built as far as this checkout is, ages of files kept. */
    public static Path copyTo(Path folder) throws IOException, InterruptedException {
        Path root = Bpfsh.root();
        Files.createDirectories(folder);
        for (String part : List.of(
                "bpfsh",
                "pom.xml",
                "loader/pom.xml",
                "loader/src/main",
                "repl/pom.xml",
                "repl/src/main",
                "snippets",
                "scripts",
                "repl/target/bpfsh-repl.jar",
                "repl/target/lib",
                "repl/target/native")) {
            if (Files.exists(root.resolve(part))) {
                Path parent = Files.createDirectories(folder.resolve(part).getParent());
                run("cp", "-a", root.resolve(part).toString(), parent.toString());
            }
        }
        return folder;
    }

    /** A release made of this checkout: only what the launcher needs of one, where a release has it. */
    static Path releaseIn(Path folder) throws IOException, InterruptedException {
        Path root = Bpfsh.root();
        Path java = Files.createDirectories(folder.resolve("java"));
        for (String part : List.of("bpfsh", "scripts")) {
            run("cp", "-a", root.resolve(part).toString(), folder.toString());
        }
        for (String part : List.of("bpfsh-repl.jar", "lib", "native")) {
            run("cp", "-a", root.resolve("repl/target").resolve(part).toString(), java.toString());
        }
        return folder;
    }

    /** A copy that was never built. */
    static Path freshIn(Path folder) throws IOException, InterruptedException {
        copyTo(folder);
        run("rm", "-r", folder.resolve("repl/target").toString());
        return folder;
    }

    /** Keeps the launcher from making its archive of classes behind a start, which takes seconds: a file is in its place. */
    public static Path withoutArchive(Path checkout) throws IOException {
        Files.createFile(
                Files.createDirectories(checkout.resolve("repl/target")).resolve("archive"));
        return checkout;
    }

    /** Waits until what the launcher does behind a start, which is to make its archive of classes, is done. */
    static void awaitRehearsal(Path checkout) throws IOException, InterruptedException {
        awaitArchiveIn(checkout.resolve("repl/target/archive"));
    }

    /** Waits until no archive is being made in the folder, which need not exist. */
    static void awaitArchiveIn(Path archives) throws IOException, InterruptedException {
        if (!Files.isDirectory(archives)) {
            return;
        }
        try (var locks = Files.newDirectoryStream(archives, "*.lock")) {
            for (Path lock : locks) {
                run("flock", lock.toString(), "true");
            }
        }
    }

    /** Makes a file younger than every build. */
    static void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    }

    /**
     * A home of Java that starts no JVM: its java writes its arguments, one a line, to standard output. The
     * release file is as a JDK's.
     */
    static Path javaHome(Path folder, String version, String modules) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        command(folder.resolve("bin/java"), "printf '%s\\n' \"" + version + "\" \"$@\"");
        Files.writeString(
                folder.resolve("release"),
                "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"%s\"\nMODULES=\"%s\"\n".formatted(version, modules));
        return folder;
    }

    /** A shell script that can be run. */
    static void command(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /**
     * A folder for PATH with what every distribution has, and apt-get; no java, no mvn. That apt-get installs
     * nothing: it notes its arguments in the file of the same folder that is returned by {@link #installed}.
     */
    public static Path bareSystem(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of(
                "cp",
                "find",
                "flock",
                "grep",
                "head",
                "id",
                "ldconfig",
                "mkdir",
                "readlink",
                "rm",
                "sed",
                "sh",
                "tail",
                "touch",
                "tr")) {
            command(folder.resolve(name), "PATH=/usr/bin:/usr/sbin:/bin:/sbin exec " + name + " \"$@\"");
        }
        command(folder.resolve("apt-get"), "echo \"$@\" >>'" + installed(folder) + "'; echo no network >&2; exit 100");
        return folder;
    }

    /** Where the apt-get of a bare system notes its arguments. */
    static Path installed(Path folder) {
        return folder.resolve("installed");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + ": exit status " + status);
        }
    }
}
