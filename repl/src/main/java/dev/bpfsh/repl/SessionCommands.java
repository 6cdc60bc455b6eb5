// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.complete.Candidate;
import dev.bpfsh.complete.Group;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.host.Outcome;
import dev.bpfsh.libbpf.Near;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jline.reader.LineReader;

/** The commands about the session as a whole. */
final class SessionCommands {
    private static final int HISTORY_LINES = 50;
    /** What jshell sets and we do not, with what there is instead. */
    private static final Map<String, String> OTHERS = Map.of(
            "start", "what a session begins with is the file startup.jsh in ~/.config/bpfsh",
            "mode", "there are the modes of /set feedback",
            "prompt", "the prompt is as it is",
            "truncation", "a value is cut to the screen; show(x) shows all of it",
            "format", "values have views: those of bpfsh, and yours",
            "indent", "the prompt indents by four");

    private final Prompt prompt;
    private final Evaluator evaluator;
    private final LineReader reader;
    private final Settings settings;

    SessionCommands(Prompt prompt, Evaluator evaluator, LineReader reader, Settings settings) {
        this.prompt = prompt;
        this.evaluator = evaluator;
        this.reader = reader;
        this.settings = settings;
    }

    /** {@code /history /set /env /reset /exit}. */
    List<Command> commands() {
        return List.of(
                new Command("/history", "[-all] [COUNT]", """
                        shows what you typed in this session, the last 50 entries or COUNT
                        -all shows those of earlier sessions too, as arrow up and Ctrl-R find them.""", Offer.words("-all"), this::history)
                        .example("/history -all 1000 | grep attach", "all that had to do with attach"),
                new Command("/set", "[NAME [VALUE]]", """
                        shows or changes how the prompt behaves, until it is left""", this::settings, this::set)
                        .example("/set", "all settings")
                        .example("/set feedback verbose", "says of each declaration what it is")
                        .example("/set theme light", "colours for a light background; dark, or auto")
                        .example("/set pager off", "show(x) shows all at once")
                        .example("/set editor vim", "what /edit and Ctrl-X Ctrl-E run"),
                new Command("/env", "", """
                        shows where classes come from, and the versions
                        Unlike jshell's it changes nothing: /classpath and /deps do, without loss of the session.""", Offer.NOTHING, argument -> env()),
                new Command("/reset", "", """
                                closes everything and begins again
                                What was added to the class path stays. /reload -restore brings back what was entered.""", Offer.NOTHING, argument -> {
                    prompt.reset();
                    return "closed everything; nothing is declared now but the prelude";
                }),
                new Command("/exit", "[STATUS]", """
                                closes everything and leaves, with exit status 0 or STATUS
                                STATUS is a number or an expression.""", Offer.NOTHING, this::exit)
                        .takingJava()
                        .java("exit(3)")
                        .example("/exit failed ? 1 : 0", "the status is a value of the session"));
    }

    private String exit(String argument) throws Command.Wrong {
        if (argument.isEmpty()) {
            prompt.leave(0);
            return "";
        }
        AtomicReference<Outcome> last = new AtomicReference<>();
        evaluator.eval(Evaluator.TYPED, argument, last::set);
        Object value = last.get() instanceof Outcome.Value found ? found.value() : null;
        if (last.get() != null && !last.get().succeeded()) {
            prompt.answer(last.get());
            return "";
        } else if (!(value instanceof Integer || value instanceof Short || value instanceof Byte)) {
            throw new Command.Wrong("an exit status is a number: /exit 3");
        }
        int status = ((Number) value).intValue();
        if (status < 0 || status > 255) {
            throw new Command.Wrong("an exit status is a number from 0 to 255");
        }
        prompt.leave(status);
        return "";
    }

    private String history(String argument) throws Command.Wrong {
        List<String> words = new ArrayList<>(argument.isEmpty() ? List.of() : List.of(argument.split("\\s+")));
        boolean all = words.remove("-all");
        int most = HISTORY_LINES;
        if (!words.isEmpty()) {
            if (words.size() > 1 || !words.get(0).matches("\\d{1,9}")) {
                throw new Command.Wrong("not a number: " + String.join(" ", words));
            }
            most = Integer.parseInt(words.get(0));
        }
        List<String> entries = all
                ? StreamSupport.stream(reader.getHistory().spliterator(), false)
                        .map(entry -> entry.line())
                        .toList()
                : prompt.typed();
        return entries.subList(Math.max(0, entries.size() - most), entries.size()).stream()
                .collect(Collectors.joining("\n"));
    }

    private List<Candidate> settings(List<String> before, String typed) {
        if (before.isEmpty()) {
            return settings.all().stream()
                    .map(setting -> Offer.word(Group.OPTIONS, setting.name(), setting.about()))
                    .toList();
        }
        return settings.find(before.get(0)).filter(setting -> before.size() == 1).stream()
                .flatMap(setting -> setting.values().stream())
                .map(value -> Offer.word(Group.OPTIONS, value, ""))
                .toList();
    }

    private String set(String argument) throws Command.Wrong {
        if (argument.isEmpty()) {
            return settings.all().stream().map(this::line).collect(Collectors.joining("\n"));
        }
        String[] words = argument.split("\\s+", 2);
        Optional<Settings.One> found = settings.find(words[0]);
        if (found.isEmpty()) {
            throw new Command.Wrong(noSuch(words[0]));
        }
        Settings.One setting = found.get();
        if (words.length == 1) {
            return line(setting);
        }
        String value = words[1].strip();
        if (value.startsWith("-retain")) {
            throw new Command.Wrong("/set lasts until bpfsh is left; a line as /set " + setting.name()
                    + value.substring("-retain".length()) + " in startup.jsh in ~/.config/bpfsh keeps it");
        }
        if (!setting.values().isEmpty() && !setting.values().contains(value)) {
            throw new Command.Wrong("/set " + setting.name() + " takes " + String.join(", ", setting.values()));
        }
        setting.set().accept(value);
        return "";
    }

    private String line(Settings.One setting) {
        String values = setting.values().isEmpty() ? "" : " (" + String.join(", ", setting.values()) + ")";
        return String.format("  %-10s %-10s %s%s", setting.name(), setting.get().get(), setting.about(), values);
    }

    private String noSuch(String name) {
        if (OTHERS.containsKey(name)) {
            return "/set " + name + " is jshell's: " + OTHERS.get(name);
        }
        List<String> names = settings.all().stream().map(Settings.One::name).toList();
        List<String> near = Near.matches(name, names, 3);
        return "no setting " + name + "; there are " + String.join(", ", near.isEmpty() ? names : near);
    }

    private String env() {
        List<Path> added = evaluator.classPath().paths();
        List<String> lines = new ArrayList<>();
        lines.add("bpfsh " + Versions.bpfsh() + ", JDK " + Versions.jdk() + " of " + System.getProperty("java.home")
                + ", kernel " + Versions.kernel());
        lines.add("class path, after that of bpfsh:"
                + (added.isEmpty() ? " nothing; /deps and /classpath add to it" : ""));
        added.forEach(path -> lines.add("  " + path));
        return String.join("\n", lines);
    }
}
