// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.host.Bundled;
import dev.bpfsh.kernel.KernelFunctions;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.Session;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Whether a text between quotes names something that is there: a bundled script, a program, a map or a global of an open
 * object, a tracepoint, a file; a function of the kernel or an interface where a hook takes one. It is asked while
 * somebody types, so an answer is at most a look into a folder, and is kept for a while.
 */
final class KnownNames implements BiPredicate<String, String> {
    private static final int LONGEST = 200;
    private static final int MOST = 500;
    private static final long FRESH_NANOS = 2_000_000_000L;
    private static final Path EVENTS = Path.of("/sys/kernel/tracing/events");
    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final Pattern TRACEPOINT = Pattern.compile("(?:(?:raw_)?(?:tp|tracepoint)/)?(\\w+/\\w+)");
    private static final Set<String> OF_FUNCTIONS = Set.of(
            "kprobe", "kretprobe", "kprobeMulti", "kretprobeMulti", "kprobeSession", "fentry", "fexit", "fmodRet");
    private static final Set<String> OF_INTERFACES = Set.of("xdp", "tcx", "tc", "netkit");

    private record Answer(boolean known, long time) {}

    private final Map<String, Answer> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > MOST;
        }
    };
    private volatile Set<String> functions;

    /**
     * @param call the name before the bracket that the text is the argument of; empty where there is none
     * @param text as it stands between the quotes
     */
    @Override
    public boolean test(String call, String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\\') >= 0) {
            return false;
        }
        String key = call + '\n' + text;
        synchronized (answers) {
            Answer answer = answers.get(key);
            if (answer == null || System.nanoTime() - answer.time > FRESH_NANOS) {
                answer = new Answer(look(call, text), System.nanoTime());
                answers.put(key, answer);
            }
            return answer.known;
        }
    }

    private boolean look(String call, String text) {
        try {
            if (OF_FUNCTIONS.contains(call)) {
                return isFunction(text);
            } else if (OF_INTERFACES.contains(call)) {
                return Files.exists(INTERFACES.resolve(text));
            }
            var tracepoint = TRACEPOINT.matcher(text);
            return tracepoint.matches()
                            && Files.exists(EVENTS.resolve(tracepoint.group(1)).resolve("id"))
                    || Bundled.scripts().find(text).isPresent()
                    || text.indexOf('/') >= 0 && Files.exists(Path.of(text))
                    || ofObjects(text);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean ofObjects(String text) {
        return Session.current().alive().stream()
                .filter(BpfObject.class::isInstance)
                .map(BpfObject.class::cast)
                .filter(object -> object.state() != BpfObject.State.CLOSED)
                .anyMatch(object -> object.programs().containsKey(text)
                        || object.maps().containsKey(text)
                        || object.sections().values().stream()
                                .anyMatch(section -> section.all().containsKey(text)));
    }

    /** Reading them takes a moment, and so is begun by the first who asks, whom it answers too late. */
    private boolean isFunction(String text) {
        Set<String> known = functions;
        if (known == null) {
            functions = Set.of();
            Thread reading = new Thread(
                    () -> {
                        functions = KernelFunctions.all();
                        synchronized (answers) {
                            answers.clear();
                        }
                    },
                    "bpfsh-functions");
            reading.setDaemon(true);
            reading.start();
            return false;
        }
        return known.contains(text);
    }
}
