// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Journal;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** {@code /open} and {@code /save}: the session from a file and to a file. */
final class FileCommands {
    private static final String FIRST_LINE = "#!/usr/bin/env bpfsh";

    private final BiPredicate<String, String> evaluate;
    private final Journal journal;

    /**
     * @param evaluate evaluates, in the session, of the file of that name (first) the content (second) up to the first
     *     error, which it shows; false when there was one
     */
    FileCommands(BiPredicate<String, String> evaluate, Journal journal) {
        this.evaluate = evaluate;
        this.journal = journal;
    }

    /** {@code /open /save}. */
    List<Command> commands() {
        return List.of(
                new Command("/open", "FILE", """
                        evaluates a file in this session
                        It stops at the first error. What was evaluated before stays.""", FileNames::startingWith, this::open),
                new Command("/save", "[-f] FILE", """
                        writes what worked in this session as a script
                        The script is executable and runs with: bpfsh FILE
                        Without -f an existing file is left alone.""", FileNames::startingWith, this::save));
    }

    private String open(String argument) throws IOException, Command.Wrong {
        Path file = file(argument, "/open FILE");
        if (Files.isDirectory(file)) {
            throw new Command.Wrong(file + ": is a directory");
        }
        try {
            boolean worked = evaluate.test(file.toString(), Files.readString(file));
            return worked ? "" : "stopped there; what was evaluated before stays";
        } catch (CharacterCodingException e) {
            throw new Command.Wrong(file + ": not a text file in UTF-8");
        }
    }

    private String save(String argument) throws IOException, Command.Wrong {
        boolean force = argument.startsWith("-f ");
        Path file = file(force ? argument.substring(3).strip() : argument, "/save [-f] FILE");
        List<Journal.Entry> worked =
                journal.entries().stream().filter(Journal.Entry::worked).toList();
        if (worked.isEmpty()) {
            throw new Command.Wrong("nothing to save yet");
        }
        if (Files.isDirectory(file)) {
            throw new Command.Wrong(file + ": is a directory");
        }
        if (Files.exists(file) && !force) {
            throw new Command.Wrong(file + " exists; /save -f " + file + " replaces it");
        }
        String script =
                worked.stream().map(Journal.Entry::source).collect(Collectors.joining("\n", FIRST_LINE + "\n", "\n"));
        Files.writeString(
                file,
                script,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        makeExecutable(file);
        return worked.size() + (worked.size() == 1 ? " snippet in " : " snippets in ") + file;
    }

    /** Executable for those who may read it. */
    private static void makeExecutable(Path file) throws IOException {
        String readable = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(readable.replaceAll("r(.).", "r$1x")));
    }

    private static Path file(String argument, String usage) throws Command.Wrong {
        if (argument.isEmpty()) {
            throw new Command.Wrong("which file? " + usage);
        }
        try {
            return argument.startsWith("~/") ? Path.of(FileNames.home(), argument.substring(2)) : Path.of(argument);
        } catch (InvalidPathException e) {
            throw new Command.Wrong("not a file name: " + argument);
        }
    }
}
