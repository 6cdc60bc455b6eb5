// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOError;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;
import org.jline.reader.Widget;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * A reader that shows lines below what is typed until the next key, and in which another thread may change what is typed
 * as long as no key comes. Places in the text are counted as Java counts, not in code points as JLine does.
 */
abstract class MenuLineReader extends JavaLineReader {
    private volatile int keys;

    private final Map<String, Widget> insteadOf = new HashMap<>();
    private Supplier<AttributedString> menu;
    private boolean acting;

    MenuLineReader(Terminal terminal, String name) throws IOException {
        super(terminal, name);
    }

    /** Has a key do something while text is typed; it returns whether it could. */
    void bind(String name, String key, Widget action) {
        if (key.length() == 1 && key.charAt(0) > ' ') {
            // It stays a key that inserts itself: so a search of the history knows it.
            insteadOf.put(key, action);
            return;
        }
        getWidgets().put(name, action);
        for (String map : List.of(EMACS, VIINS)) {
            getKeyMaps().get(map).bind(new Reference(name), key);
        }
    }

    /** Does what the key is bound to, which may have it inserted by calling the widget of that name. */
    @Override
    protected boolean selfInsert() {
        Widget action = insteadOf.get(getLastBinding());
        if (action == null || acting) {
            return super.selfInsert();
        }
        acting = true;
        try {
            return action.apply();
        } finally {
            acting = false;
        }
    }

    /** Shows lines below what is typed, until the next key; a terminal that cannot go back has them above it. */
    void below(List<String> lines) {
        if (Teletype.is(terminal) && !lines.isEmpty()) {
            printAbove(String.join("\n", lines));
            return;
        }
        AttributedString text = AttributedString.fromAnsi(String.join("\n", lines));
        menu = lines.isEmpty() ? null : () -> text;
        post = menu;
    }

    /** What is typed. */
    String text() {
        return buf.toString();
    }

    /** Where the cursor is in the text. */
    int place() {
        return text().offsetByCodePoints(0, buf.cursor());
    }

    /** Puts the cursor to a place of the text. */
    void place(int place) {
        buf.cursor(text().codePointCount(0, place));
    }

    /** Puts text in the place of a part of what is typed. */
    void replace(int from, int to, String text) {
        int length = text().codePointCount(from, to);
        place(to);
        buf.backspace(length);
        buf.write(text);
    }

    /** A number that is another one after each key. */
    int keys() {
        return keys;
    }

    /** Does something to the line from another thread, unless a key was typed since there were so many. */
    void unlessTyped(int since, Runnable action) {
        lock.lock();
        try {
            if (reading && keys == since) {
                action.run();
                redisplay();
            }
        } catch (IllegalStateException | IOError e) {
            // The terminal was closed meanwhile: nobody sees the line.
            return;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Binding readBinding(KeyMap<Binding> all, KeyMap<Binding> local) {
        Binding binding = super.readBinding(all, local);
        keys++;
        if (post == menu) {
            // What JLine shows there itself, such as what is being searched for, is its own affair.
            post = null;
        }
        return binding;
    }
}
