// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The user's own editor: that of {@code /set editor}, of {@code VISUAL}, of {@code EDITOR}, or one that is there. */
final class Editor {
    private static final List<String> USUAL = List.of("sensible-editor", "nano", "vim", "vi");

    private final Map<String, String> environment;
    private final UnaryOperator<String> foreground;
    private volatile String wanted = "";

    /**
     * @param environment of this process
     * @param foreground runs a command of the shell in the terminal and waits for it; what it gives is what there is to
     *     say about its end, empty for success
     */
    Editor(Map<String, String> environment, UnaryOperator<String> foreground) {
        this.environment = environment;
        this.foreground = foreground;
    }

    /** Which editor it is. */
    Settings.One setting() {
        return new Settings.One(
                "editor",
                List.of(),
                "what /edit and Ctrl-X Ctrl-E run",
                () -> command().orElse("none"),
                this::want);
    }

    /** Sets it, as jshell does: {@code -delete} goes back to that of {@code VISUAL} or {@code EDITOR}. */
    private void want(String command) {
        if (command.startsWith("-") && !command.equals("-delete")) {
            throw new IllegalArgumentException(
                    "/set editor takes a command, as vim, or -delete for that of VISUAL or EDITOR");
        }
        wanted = command.equals("-delete") ? "" : command;
    }

    /**
     * The text as the user leaves it.
     *
     * @throws Command.Wrong if there is no editor, it failed, or what it left is no text; the file is kept then
     * @throws IOException if there is no place for the file
     */
    String edit(String text) throws IOException, Command.Wrong {
        String command = command()
                .orElseThrow(() -> new Command.Wrong(
                        "there is no editor: say in VISUAL which one to use, or as /set editor nano"));
        // For its owner only, as all temporary files are.
        Path file = Files.createTempFile("bpfsh-", ".jsh");
        Files.writeString(file, text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        String complaint = foreground.apply(command + " '" + file.toString().replace("'", "'\\''") + "'");
        if (!complaint.isEmpty()) {
            throw new Command.Wrong(command + ": " + complaint + "; what was edited is in " + file);
        }
        try {
            String edited = Files.readString(file);
            Files.deleteIfExists(file);
            return SourceText.of(edited).stripTrailing();
        } catch (CharacterCodingException e) {
            throw new Command.Wrong(file + ": not a text in UTF-8");
        }
    }

    private Optional<String> command() {
        if (!wanted.isEmpty()) {
            return Optional.of(wanted);
        }
        for (String variable : List.of("VISUAL", "EDITOR")) {
            String command = environment.getOrDefault(variable, "").strip();
            if (!command.isEmpty()) {
                return Optional.of(command);
            }
        }
        return USUAL.stream().filter(this::isThere).findFirst();
    }

    private boolean isThere(String program) {
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
