// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.EventTail;
import dev.bpfsh.loader.RunStatistics;
import dev.bpfsh.loader.Session;
import dev.bpfsh.view.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All that this process has open and attached, at one moment. */
public final class Live {
    private final List<Thing> things;

    /**
     * Something that is open or attached.
     *
     * @param number stays the same while it is
     * @param of the number of the object that it belongs to, 0 for what stands alone
     * @param kind such as {@code object}, {@code link}, {@code tail}, {@code timer}
     * @param by who has opened it: the id of a snippet as {@code #3}, or a script; empty where it is not known
     */
    public record Thing(int number, int of, String kind, String what, String by) {}

    private Live(List<Thing> things) {
        this.things = List.copyOf(things);
    }

    /**
     * Looks.
     *
     * @param journal of the session, whose snippets are named where one has opened something; null for none
     */
    static Live now(Journal journal) {
        var all = Session.current().numbered();
        var things = new ArrayList<Thing>();
        for (var each : all) {
            if (parent(each, all) == 0) {
                things.add(thing(each, 0, journal));
                all.stream()
                        .filter(part -> parent(part, all) == each.number())
                        .map(part -> thing(part, each.number(), journal))
                        .forEach(things::add);
            }
        }
        return new Live(things);
    }

    private static int parent(Session.Alive each, List<Session.Alive> all) {
        return each.object()
                .flatMap(object ->
                        all.stream().filter(other -> other.resource() == object).findFirst())
                .map(Session.Alive::number)
                .orElse(0);
    }

    private static Thing thing(Session.Alive each, int of, Journal journal) {
        return new Thing(each.number(), of, kind(each.resource()), what(each.resource()), by(each.maker(), journal));
    }

    private static String by(Object maker, Journal journal) {
        if (maker instanceof ScriptRun run) {
            return run.name();
        }
        return Optional.ofNullable(journal)
                .flatMap(known -> known.idOf(maker))
                .map(id -> "#" + id)
                .orElse("");
    }

    private static String kind(AutoCloseable resource) {
        if (resource instanceof BpfObject) {
            return "object";
        } else if (resource instanceof BpfMap) {
            return "map";
        } else if (resource instanceof BpfLink) {
            return "link";
        } else if (resource instanceof EventTail) {
            return "tail";
        } else if (resource instanceof Timer) {
            return "timer";
        } else if (resource instanceof TraceTail) {
            return "trace";
        } else if (resource instanceof ScriptWatch) {
            return "watch";
        } else if (resource instanceof AtExit) {
            return "at exit";
        } else if (resource instanceof RunStatistics) {
            return "statistics";
        }
        // What a library or a snippet has given to the session.
        var name = resource.getClass().getSimpleName();
        return name.isEmpty() || name.contains("$") ? "other" : name;
    }

    private static String what(AutoCloseable resource) {
        if (resource instanceof BpfObject object) {
            return object.name() + " " + object.state() + ", "
                    + count(object.programs().size(), "program") + ", "
                    + count(object.maps().size(), "map");
        }
        // What is not ours may say anything, or throw.
        var text = resource.getClass().getName().startsWith("dev.bpfsh.") ? resource.toString() : OneLine.of(resource);
        // What else it says is how to close it.
        return text.lines().findFirst().orElse("").replaceFirst("(; close\\(\\) ends it| \\(on\\))$", "");
    }

    private static String count(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** What is to be said once this has been closed: a line for it and for each thing that ends with it. */
    static List<String> ending(AutoCloseable resource) {
        var lines = new ArrayList<String>();
        Session.current().numbered().stream()
                .filter(each ->
                        each.object().filter(object -> object == resource).isPresent())
                .map(part -> ended(part.resource()))
                .forEach(lines::add);
        lines.add(ended(resource));
        return lines;
    }

    private static String ended(AutoCloseable resource) {
        if (resource instanceof BpfLink link) {
            return "detached " + link.program().name() + " from " + link.hook();
        } else if (resource instanceof BpfObject object) {
            return "closed " + object.name();
        }
        String what = what(resource);
        String kind = kind(resource);
        return "closed " + (what.startsWith(kind) ? what : kind + " " + what);
    }

    /** What there is: what belongs to an object behind it. */
    public List<Thing> things() {
        return things;
    }

    /**
     * Closes one of these; a link is detached by it.
     *
     * <pre>{@code live().close(3)}</pre>
     *
     * @param number its number, as it is shown
     * @return what ended with it, a line each
     * @throws BpfException if nothing has this number any more
     */
    public List<String> close(int number) {
        var resource = Session.current().numbered().stream()
                .filter(each -> each.number() == number)
                .map(Session.Alive::resource)
                .findFirst()
                .orElseThrow(() -> new BpfException(
                        "close",
                        String.valueOf(number),
                        "nothing that is open has this number",
                        null,
                        List.of(),
                        things.isEmpty() ? "nothing is open" : "/live shows the numbers"));
        var lines = ending(resource);
        try {
            resource.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            Session.current().disown(resource);
        }
        return lines;
    }

    /** A line for each, as a tree. */
    @Override
    public String toString() {
        if (things.isEmpty()) {
            return "nothing is open";
        }
        int kinds = things.stream()
                .mapToInt(each -> each.kind().length() + indent(each).length())
                .max()
                .orElse(0);
        return things.stream()
                .map(each -> String.format(
                                Locale.ROOT,
                                "%3d  %-" + kinds + "s  %s%s",
                                each.number(),
                                indent(each) + each.kind(),
                                each.what(),
                                each.by().isEmpty() ? "" : "   by " + each.by())
                        .stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static String indent(Thing thing) {
        return thing.of() == 0 ? "" : "  ";
    }
}
