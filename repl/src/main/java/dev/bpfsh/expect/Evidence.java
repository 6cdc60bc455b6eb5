// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.expect;

import dev.bpfsh.host.Prelude;
import dev.bpfsh.host.TraceTail;
import dev.bpfsh.kernel.TraceReader;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.EventBuffer;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.OneLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came in the place of what was awaited, and what may have kept that from coming. */
final class Evidence {
    private static final int LAST = 3;
    private static final int LONGEST = 200;
    /** A global by which a program chooses the process that it is about. */
    private static final Pattern PROCESS = Pattern.compile("(.*_)?(pid|tgid)");

    private final Deque<Object> last = new ArrayDeque<>();
    private long count;

    /** Takes what came and was not it. */
    void add(Object other) {
        count++;
        last.add(other);
        if (last.size() > LAST) {
            last.removeFirst();
        }
    }

    /** For lines of trace_pipe. */
    ExpectationFailed failed(String awaited, String within, TraceTail trace) {
        var details = came("line", Object::toString);
        if (trace.leftOut() > 0) {
            details.add("of others, left out here: " + count(trace.leftOut(), "line") + "; shown are those of "
                    + trace.what());
        }
        var readers = trace.otherReaders();
        if (!readers.isEmpty()) {
            details.add("read trace_pipe too, and have lines that are missing here: "
                    + readers.stream().map(TraceReader::toString).collect(Collectors.joining(", ")));
        }
        if (trace.lost() > 0) {
            details.add("lost before they were read: " + count(trace.lost(), "line"));
        }
        return failed("trace " + awaited, "no such line within " + within, details);
    }

    /** For events of a buffer. */
    ExpectationFailed failed(String within, EventBuffer<?> events) {
        var details = came("event", event -> OneLine.of(event, LONGEST));
        events.losses().counted().ifPresent(lost -> {
            if (lost > 0) {
                details.add("lost before they were read: " + count(lost, "event"));
            }
        });
        return failed(
                "event of " + events.name(),
                (events.isOpen() ? "none" : "it was closed, none") + " within " + within,
                details);
    }

    private List<String> came(String what, Function<Object, String> text) {
        var lines = new ArrayList<String>();
        if (count == 0) {
            lines.add("nothing came");
            return lines;
        }
        lines.add(count(count, what) + " came" + (count > last.size() ? ", the last:" : ":"));
        last.forEach(each -> lines.add("  " + text.apply(each).strip()));
        return lines;
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private ExpectationFailed failed(String awaited, String cause, List<String> details) {
        var attached = attached();
        if (attached.isEmpty()) {
            details.add("nothing is attached, so no program runs");
            return new ExpectationFailed(
                    awaited, cause, details, "attach() first; what makes the program run comes after that");
        }
        var others = attached.stream().flatMap(Evidence::ofOthers).toList();
        details.addAll(others);
        if (!others.isEmpty()) {
            return new ExpectationFailed(awaited, cause, details, "set it to pid() where it is to be this process");
        } else if (count == 0) {
            details.add("attached: "
                    + attached.stream()
                            .flatMap(object -> object.links().stream())
                            .filter(BpfLink::attached)
                            .map(link -> link.program().name() + " at " + link.hook())
                            .limit(LAST)
                            .collect(Collectors.joining(", ")));
            return new ExpectationFailed(awaited, cause, details, "do what makes the program run, then expect it");
        }
        return new ExpectationFailed(awaited, cause, details, null);
    }

    private static List<BpfObject> attached() {
        return Session.current().alive().stream()
                .filter(BpfObject.class::isInstance)
                .map(BpfObject.class::cast)
                .filter(object -> object.links().stream().anyMatch(BpfLink::attached))
                .toList();
    }

    /** Globals that say which process a program is about, where that is not this one. */
    private static Stream<String> ofOthers(BpfObject object) {
        return object.sections().values().stream()
                .flatMap(section -> section.all().values().stream())
                .filter(global -> PROCESS.matcher(global.name()).matches())
                .filter(global -> global.get() instanceof Number number && number.longValue() != Prelude.pid())
                .map(global -> "%s of %s is %s, this process is %d"
                        .formatted(global.name(), object.name(), text(global), Prelude.pid()));
    }

    private static String text(Global global) {
        return OneLine.of(global.get(), LONGEST);
    }
}
