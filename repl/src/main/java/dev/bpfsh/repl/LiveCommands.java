// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.Group;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Live;
import dev.bpfsh.host.SessionCalls;
import dev.bpfsh.host.UserThread;
import dev.bpfsh.view.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands about what is open, attached, and runs in the background. */
final class LiveCommands {
    private static final int LOG_LINES = 50;
    private static final List<String> LEVELS = List.of("warn", "info", "debug");
    private static final Pattern LOG = Pattern.compile("(?<level>warn|info|debug)? ?(?<most>\\d{1,9})?");

    private final Prompt prompt;
    private final Evaluator evaluator;
    private final Supplier<List<String>> log;

    /** @param log what libbpf said, oldest first */
    LiveCommands(Prompt prompt, Evaluator evaluator, Supplier<List<String>> log) {
        this.prompt = prompt;
        this.evaluator = evaluator;
        this.log = log;
    }

    /** {@code /live /threads /log}. */
    List<Command> commands() {
        return Stream.of(
                        new Command(
                                        "/live",
                                        "[close NUMBER... | all]",
                                        """
                                shows all that is open and attached, with numbers, or closes some of it
                                Links, tails and watches stand below the object that they belong to, and are closed with
                                it. Closing a link detaches its program.""",
                                        Offer.words("close")
                                                .first()
                                                .and(Offer.words("all")
                                                        .and(this::numbers)
                                                        .behind("close")),
                                        this::live)
                                .java("live()")
                                .example("/live", "objects, links, tails, timers, maps")
                                .example("/live close 3", "closes number 3")
                                .example("/live close all", "closes everything; what was declared stays"),
                        new Command(
                                        "/threads",
                                        "[-all | ID | stop ID]",
                                        """
                                shows the threads that work in the background, and what each is doing
                                ID shows where that one is; stop ID interrupts it, and ends it at its next turn through
                                code of a snippet. -all shows the JVM's own and bpfsh's too.""",
                                        Offer.words("-all", "stop")
                                                .and(LiveCommands::ids)
                                                .first()
                                                .and(((Offer) LiveCommands::ids).behind("stop")),
                                        this::threads)
                                .java("threads()")
                                .example("/threads 42", "the stack of thread 42")
                                .example("/threads stop 42", "ends it"),
                        new Command(
                                        "/log",
                                        "[LEVEL] [COUNT] | tail [LEVEL] | off",
                                        """
                                shows what libbpf said, the last 50 lines or COUNT
                                LEVEL is warn, info or debug: only lines at least as grave. tail shows what it says from
                                now on, of level info if none is given, until off.""",
                                        Offer.words("warn", "info", "debug", "tail", "off")
                                                .first()
                                                .and(Offer.words("warn", "info", "debug")
                                                        .behind("tail")),
                                        this::log)
                                .java("log(), logLevel(\"debug\")")
                                .example("/log 10", "the last ten lines")
                                .example("/log warn", "warnings only")
                                .example("/log tail debug", "everything, as it comes"))
                .map(command -> command.in(Command.Group.LIVE))
                .toList();
    }

    private List<Candidate> numbers(List<String> before, String typed) {
        return evaluator.live().things().stream()
                .filter(each -> !before.contains(String.valueOf(each.number())))
                .map(each -> Offer.word(Group.NUMBERS, String.valueOf(each.number()), each.kind() + " " + each.what()))
                .toList();
    }

    private static List<Candidate> ids(List<String> before, String typed) {
        return UserThread.all().stream()
                .map(each -> Offer.word(Group.NUMBERS, String.valueOf(each.id()), each.name()))
                .toList();
    }

    private String live(String argument) throws Command.Wrong {
        Live live = evaluator.live();
        if (argument.isEmpty()) {
            return live.toString();
        }
        String[] words = argument.split("[\\s,]+");
        if (!words[0].equals("close") || words.length < 2) {
            throw new Command.Wrong("/live shows what is open; close NUMBER or close all closes it");
        }
        List<String> lines = new ArrayList<>();
        if (words[1].equals("all")) {
            prompt.closeAll();
            return live.things().isEmpty() ? "nothing was open" : "everything is closed";
        }
        for (int i = 1; i < words.length; i++) {
            int number = number(words[i]);
            // What belongs to an object that was just named has ended with it.
            boolean ended = i > 1
                    && evaluator.live().things().stream().noneMatch(each -> each.number() == number)
                    && live.things().stream().anyMatch(each -> each.number() == number);
            if (!ended) {
                evaluator.call(() -> live.close(number)).ifPresent(lines::addAll);
            }
        }
        return String.join("\n", lines);
    }

    private String threads(String argument) throws Command.Wrong {
        if (argument.isEmpty() || argument.equals("-all")) {
            List<UserThread> threads = argument.isEmpty() ? UserThread.all() : UserThread.ofProcess();
            return threads.isEmpty() ? "nothing runs in the background" : Views.show(threads, prompt.style());
        }
        String[] words = argument.split("\\s+");
        if (words.length > 2 || words.length == 2 && !words[0].equals("stop")) {
            throw new Command.Wrong("/threads ID shows where one is, /threads stop ID ends it");
        }
        long id = number(words[words.length - 1]);
        UserThread thread = UserThread.ofProcess().stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new Command.Wrong("no thread has the id " + id + "; /threads shows them"));
        if (words.length == 1) {
            return thread.name() + ", " + thread.state() + "\n"
                    + thread.stack().stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
        }
        try {
            return thread.stop()
                    ? "stopped " + thread.name()
                    : thread.name() + " was asked to stop, and has not yet: /threads " + id + " shows where it is";
        } catch (UnsupportedOperationException e) {
            throw new Command.Wrong(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private String log(String argument) throws Command.Wrong {
        String[] words = argument.toLowerCase(Locale.ROOT).split("\\s+");
        if (words[0].equals("off") && words.length == 1) {
            SessionCalls.logLevel("off");
            return "";
        } else if (words[0].equals("tail") && words.length <= 2) {
            String level = words.length == 1 ? "info" : words[1];
            if (!LEVELS.contains(level)) {
                throw new Command.Wrong("no level " + level + ": warn, info or debug");
            }
            SessionCalls.logLevel(level);
            evaluator.journal().called("logLevel(\"" + level + "\")");
            return "what libbpf says appears from now on; /log off ends it";
        }
        Matcher which = LOG.matcher(String.join(" ", words));
        if (!which.matches()) {
            throw new Command.Wrong("/log takes how many lines, a level (warn, info or debug), tail LEVEL, or off");
        }
        int most = which.group("most") == null ? LOG_LINES : number(which.group("most"));
        int gravest = which.group("level") == null ? LEVELS.size() : LEVELS.indexOf(which.group("level")) + 1;
        List<String> levels = LEVELS.subList(gravest, LEVELS.size());
        List<String> lines = log.get().stream()
                .filter(line -> levels.stream().noneMatch(level -> line.startsWith("libbpf " + level + ":")))
                .toList();
        return lines.isEmpty()
                ? "libbpf said nothing yet" + (levels.isEmpty() ? "" : " of that level")
                : lines.stream().skip(Math.max(0, lines.size() - most)).collect(Collectors.joining("\n"));
    }

    private static int number(String word) throws Command.Wrong {
        if (!word.matches("\\d{1,9}")) {
            throw new Command.Wrong("not a number: " + word);
        }
        return Integer.parseInt(word);
    }
}
