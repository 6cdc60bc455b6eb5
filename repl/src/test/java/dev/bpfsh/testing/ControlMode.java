// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * tmux as programs speak with it: a command is a line, and its answer some between {@code %begin} and {@code %end}. A
 * process for each look at a screen would cost more than most of what is looked at.
 */
final class ControlMode {
    private final Process client;
    private final Writer commands;
    private final BufferedReader answers;

    private ControlMode(Process client) {
        this.client = client;
        commands = client.outputWriter(StandardCharsets.UTF_8);
        answers = client.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a server by its first command, which makes a session.
     *
     * @throws AssertionError when it does not; it says why
     */
    static ControlMode start(Map<String, String> environment, List<String> options, List<String> session)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-C"));
        command.addAll(options);
        command.addAll(session);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        ControlMode control = new ControlMode(builder.start());
        control.answer(session);
        return control;
    }

    /**
     * Sends a command and returns its answer; one at a time, as a JVM that is ended closes its terminal from another thread.
     *
     * @throws AssertionError when tmux refuses it; it says why
     */
    synchronized String send(List<String> command) throws IOException {
        commands.write(command.stream().map(ControlMode::quoted).collect(Collectors.joining(" ", "", "\n")));
        commands.flush();
        return answer(command);
    }

    private String answer(List<String> command) throws IOException {
        List<String> before = new ArrayList<>();
        String line = answers.readLine();
        // What happens meanwhile is told between answers, never within.
        while (line != null && !line.startsWith("%begin ")) {
            before.add(line);
            line = answers.readLine();
        }
        if (line == null) {
            throw new AssertionError(String.join(" ", command) + ": tmux has ended\n" + String.join("\n", before));
        }
        String id = line.substring("%begin ".length());
        List<String> answer = new ArrayList<>();
        for (line = answers.readLine(); line != null && !line.equals("%end " + id); line = answers.readLine()) {
            if (line.equals("%error " + id)) {
                throw new AssertionError(String.join(" ", command) + ": " + String.join("\n", answer));
            }
            answer.add(line);
        }
        return String.join("\n", answer);
    }

    private static String quoted(String word) {
        StringBuilder quoted = new StringBuilder("\"");
        word.chars().forEach(letter -> {
            if (letter < ' ' || letter == 127) {
                quoted.append(String.format("\\%03o", letter));
            } else if ("\"\\$~".indexOf(letter) >= 0) {
                quoted.append('\\').append((char) letter);
            } else {
                quoted.append((char) letter);
            }
        });
        return quoted.append('"').toString();
    }

    /** Ends the server, and what it runs is hung up. */
    void end() throws IOException, InterruptedException {
        send(List.of("kill-server"));
        if (!client.waitFor(10, TimeUnit.SECONDS)) {
            client.destroyForcibly();
        }
    }
}
