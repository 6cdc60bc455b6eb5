// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import dev.bpfsh.kernel.Printable;
import dev.bpfsh.view.Width;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Buffer;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp;
import org.jline.utils.InfoCmp.Capability;

/**
 * What is typed on a terminal that cannot go up, as {@code TERM=dumb} says: the lines of an entry are written below one
 * another, and only the last can still change, by going back to its left. One that is too wide is moved sideways.
 * Nothing is sent but letters, blanks, backspaces, carriage returns and line feeds, as readline does.
 */
final class Teletype extends Display implements Erasable {
    /** Under the name {@code dumb} JLine leaves the keys to the kernel, which knows neither Tab nor a history. */
    static final String TYPE = "bpfsh-teletype";

    private static final String ABILITIES = TYPE + "|goes left but not up,\n\tam, cols#80, cr=^M, cub1=^H, cud1=^J,\n";

    private final PrintWriter out;
    private final boolean echo;
    /** The lines of the entry above the row that is shown, as they were written. */
    private final List<String> above = new ArrayList<>();

    private String row = "";
    private int column;

    /** @param echo whether what is typed is to be shown, and not only the prompts */
    Teletype(Terminal terminal, int rows, int columns, boolean echo) {
        super(terminal, false);
        this.out = terminal.writer();
        this.echo = echo;
        resize(rows, columns);
    }

    /** What JLine is to take the terminal for; null for what {@code TERM} says. */
    static String typeOf(String term) {
        if (term != null && !term.isEmpty() && !term.equals(Terminal.TYPE_DUMB)) {
            return null;
        }
        InfoCmp.setLoadedInfoCmp(TYPE, ABILITIES);
        return TYPE;
    }

    /** Whether a terminal cannot go up. */
    static boolean is(Terminal terminal) {
        return terminal.getStringCapability(Capability.cursor_up) == null
                && terminal.getStringCapability(Capability.parm_up_cursor) == null;
    }

    /**
     * Whether somebody else shows and edits what is typed, and sends whole lines: an editor with a shell in its window,
     * which has switched off the echo for that, or the kernel. To be asked while the terminal is as it was found.
     */
    static boolean takesWholeLines(Terminal terminal) {
        return is(terminal)
                && (terminal instanceof DumbTerminal
                        || !terminal.getAttributes().getLocalFlag(LocalFlag.ECHO));
    }

    /** The cursor is where an empty row begins. */
    @Override
    public void reset() {
        above.clear();
        row = "";
        column = 0;
    }

    /**
     * Shows an entry as far as the line with the cursor, by as little as that takes.
     *
     * @param prompt what stands before its first line
     * @param continuation what stands before others
     */
    void draw(String prompt, String continuation, Buffer entry) {
        String before = entry.upToCursor();
        int begin = before.lastIndexOf('\n') + 1;
        int end = entry.toString().indexOf('\n', begin);
        List<String> rows = new ArrayList<>();
        for (String line : entry.toString()
                .substring(0, end < 0 ? entry.toString().length() : end)
                .split("\n", -1)) {
            rows.add((rows.isEmpty() ? prompt : continuation) + shown(line));
        }
        String left = (rows.size() == 1 ? prompt : continuation) + shown(before.substring(begin));
        draw(rows, Width.of(left));
        out.flush();
    }

    private String shown(String line) {
        return echo ? Printable.of(line.replace("\t", "    ")) : "";
    }

    private void draw(List<String> rows, int cursor) {
        int last = rows.size() - 1;
        if (above.size() > last || !rows.subList(0, above.size()).equals(above)) {
            newLine();
            above.clear();
        }
        while (above.size() < last) {
            String line = rows.get(above.size());
            show(line, Width.of(line), columns - 1);
            newLine();
            above.add(line);
        }
        show(rows.get(last), cursor, columns - 1);
    }

    /** JLine's own pictures of the screen are for other terminals, but for an empty one. */
    @Override
    public void update(List<AttributedString> rows, int cursor, boolean flush) {
        if (rows.isEmpty()) {
            erase(columns);
        }
    }

    @Override
    public void erase(int columns) {
        if (!row.isEmpty()) {
            out.print("\r" + " ".repeat(Width.of(row)) + "\r");
            row = "";
            column = 0;
        }
    }

    private void newLine() {
        if (echo) {
            out.print("\n");
        }
        row = "";
        column = 0;
    }

    private void show(String line, int cursor, int room) {
        if (Width.of(line) <= room) {
            show(line, cursor);
            return;
        }
        int step = Math.max(1, room * 2 / 3);
        String left = Width.begin(line, cursor / step * step);
        String mark = left.isEmpty() ? "" : "<";
        String part = mark + line.substring(left.length());
        String shown = Width.of(part) <= room ? part : Width.begin(part, room - 1) + ">";
        show(shown, mark.length() + cursor - Width.of(left));
    }

    private void show(String line, int cursor) {
        int same = alike(row, line);
        int gone = Width.of(row) - Width.of(line);
        if (same < line.length() || gone > 0) {
            move(Width.of(line.substring(0, same)));
            out.print(line.substring(same) + " ".repeat(Math.max(0, gone)));
            column = Width.of(line) + Math.max(0, gone);
        }
        row = line;
        move(cursor);
    }

    private void move(int to) {
        if (to < column) {
            out.print(to == 0 ? "\r" : "\b".repeat(column - to));
        } else {
            // There is no other way to the right.
            out.print(row.substring(
                    Width.begin(row, column).length(), Width.begin(row, to).length()));
        }
        column = to;
    }

    /** How many letters two lines have in common at their beginning; a mark on a letter goes with the letter. */
    private static int alike(String one, String other) {
        int end = Math.min(one.length(), other.length());
        int same = 0;
        while (same < end && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        while (same > 0 && (continues(one, same) || continues(other, same))) {
            same--;
        }
        return same;
    }

    private static boolean continues(String line, int at) {
        return at < line.length() && (Character.isLowSurrogate(line.charAt(at)) || Width.of(line.codePointAt(at)) == 0);
    }
}
