// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;

/**
 * JLine's reader for entries of many lines: they are indented by what is open, a paste comes in as it is, and the history
 * is searched by what was begun.
 */
abstract class JavaLineReader extends LineReaderImpl {
    private static final String NEW_LINE = "bpfsh-new-line";
    private static final String LAST_ARGUMENT = "bpfsh-last-argument";
    private static final String UNKNOWN_KEY = "bpfsh-unknown-key";
    /** How the keys begin that are more than one letter. */
    private static final String KEY = "\u001b[";

    private static final String END = KeyMap.ctrl('D');
    private static final String PASTE_END = "\u001b[201~";
    /** As terminals of all kinds send them in either of their modes, whatever {@code TERM} says they are. */
    private static final Map<String, String> CURSOR_KEYS = Map.of(
            "A", UP_LINE_OR_SEARCH,
            "B", DOWN_LINE_OR_SEARCH,
            "C", FORWARD_CHAR,
            "D", BACKWARD_CHAR,
            "H", BEGINNING_OF_LINE,
            "F", END_OF_LINE);
    /** Above this many characters an entry cannot be undone key by key: each key would keep a copy of it. */
    private static final int UNDONE = 4 * 1024;
    /** Above this many it has no colours. */
    private static final int COLOURED = 128 * 1024;

    /** What nothing goes on with, beside letters and digits. */
    private static final String ANEW = "/!_$\"@";

    private static final Set<String> BACK =
            Set.of(UP_LINE_OR_SEARCH, UP_LINE_OR_HISTORY, UP_HISTORY, HISTORY_SEARCH_BACKWARD);

    /** Whether somebody else shows and edits the lines before they come here. */
    final boolean takesWholeLines;

    /** What stands on the line and was not typed. */
    private String offered = "";

    private String begun = "";
    private String unfinished = "";
    private String found;
    private int argumentsBack;
    private String argument = "";

    JavaLineReader(Terminal terminal, String name) throws IOException {
        super(terminal, name);
        takesWholeLines = Teletype.takesWholeLines(terminal);
        getWidgets().put(NEW_LINE, this::newLine);
        getWidgets().put(LAST_ARGUMENT, this::lastArgument);
        getWidgets().put(UNKNOWN_KEY, this::skipKey);
        for (String mode : new String[] {EMACS, VIINS}) {
            KeyMap<Binding> keys = getKeyMaps().get(mode);
            keys.bind(new Reference(NEW_LINE), KeyMap.alt(KeyMap.ctrl('M')), KeyMap.alt(KeyMap.ctrl('J')));
            keys.bind(new Reference(LAST_ARGUMENT), KeyMap.alt('.'), KeyMap.alt('_'));
            CURSOR_KEYS.forEach((key, widget) -> keys.bind(new Reference(widget), "\u001b[" + key, "\u001bO" + key));
            keys.bind(new Reference(HISTORY_SEARCH_BACKWARD), "\u001b[5~");
            keys.bind(new Reference(HISTORY_SEARCH_FORWARD), "\u001b[6~");
            bindUnknownKeys(keys);
        }
    }

    /** Whether more keys have come already: by a paste that is not marked as one, or from fast hands. */
    abstract boolean moreKeys();

    @Override
    public Binding readBinding(KeyMap<Binding> keys, KeyMap<Binding> local) {
        boolean more = moreKeys();
        option(Option.DISABLE_UNDO, more || buf.length() > UNDONE);
        // Up to this size JLine copies the entry at each key, to see whether it was changed.
        setVariable(FEATURES_MAX_BUFFER_SIZE, more && buf.length() > UNDONE ? 0 : COLOURED);
        Binding binding = super.readBinding(keys, local);
        if ((END.equals(getLastBinding()) || goesBack(binding)) && untouched()) {
            // Whoever leaves does not want it, nor does who looks for an entry of before.
            buf.clear();
        }
        if (!(binding instanceof Reference reference && reference.name().equals(LAST_ARGUMENT))) {
            argumentsBack = 0;
        }
        return binding;
    }

    private boolean goesBack(Binding binding) {
        return binding instanceof Reference reference
                && BACK.contains(reference.name())
                && buf.toString().indexOf('\n') < 0;
    }

    /** Says what will stand on the line before anything is typed. */
    void begin(String text) {
        offered = text;
    }

    /** What nobody has touched gives way to what begins anew: a name, a number, a command; behind it may come the rest. */
    private void giveWay(CharSequence to) {
        if (to.length() > 0
                && (Character.isLetterOrDigit(to.charAt(0)) || ANEW.indexOf(to.charAt(0)) >= 0)
                && untouched()) {
            buf.clear();
        }
        offered = "";
    }

    private boolean untouched() {
        return !offered.isEmpty() && buf.cursor() == buf.length() && offered.contentEquals(buf.toString());
    }

    @Override
    protected boolean selfInsert() {
        giveWay(getLastBinding());
        return super.selfInsert();
    }

    /** Ends the entry when it is whole, wherever the cursor is in it; else begins a new line at the cursor. */
    @Override
    protected boolean acceptLine() {
        super.acceptLine();
        if (state == State.NORMAL) {
            indent();
        }
        return true;
    }

    /** A key map looks back by one only: so each beginning of a key that is known is one of those that are not. */
    private static void bindUnknownKeys(KeyMap<Binding> keys) {
        keys.bind(new Reference(UNKNOWN_KEY), KEY);
        for (String known : List.copyOf(keys.getBoundKeys().keySet())) {
            for (int end = KEY.length(); known.startsWith(KEY) && end < known.length(); end++) {
                keys.bindIfNotBound(new Reference(UNKNOWN_KEY), known.substring(0, end));
            }
        }
    }

    /** The rest of a key that nobody has a use for is no text; its last byte is {@code @} or above it (ECMA-48, 5.4). */
    private boolean skipKey() {
        int part = readCharacter();
        while (part >= ' ' && part < '@') {
            part = readCharacter();
        }
        return true;
    }

    private boolean newLine() {
        buf.write('\n');
        indent();
        return true;
    }

    /** Indents the line that has just begun. Keys that have come already bring blanks of their own. */
    private void indent() {
        if (moreKeys() || takesWholeLines) {
            return;
        }
        String before = buf.upToCursor();
        int end = before.length() - 1;
        String blanks = Indent.at(before, end);
        int unused = Indent.blanksBefore(before, end);
        if (Indent.lineStart(before, end) + unused == end) {
            // Nothing was typed into the line before, so nothing of its blanks is meant.
            buf.move(-1);
            buf.backspace(unused);
            buf.move(1);
        }
        int cursor = buf.cursor();
        buf.write(blanks);
        String behind = buf.substring(buf.cursor(), buf.length());
        if (!behind.isEmpty() && ")]}".indexOf(behind.charAt(0)) >= 0 && before.length() > 1) {
            String closing = Indent.closing(before, before.length());
            if (Indent.STEP + closing.length() == blanks.length()) {
                buf.write("\n" + closing);
                buf.cursor(cursor + blanks.length());
            }
        }
    }

    @Override
    protected boolean insertClose(String bracket) {
        String before = buf.upToCursor();
        int blanks = Indent.blanksBefore(before, before.length());
        if (!moreKeys()
                && !takesWholeLines
                && blanks > 0
                && before.length() - blanks == Indent.lineStart(before, before.length())) {
            buf.backspace(blanks);
            buf.write(Indent.closing(before, before.length()));
        }
        return super.insertClose(bracket);
    }

    /** Takes back a whole step where nothing but blanks is before the cursor. */
    @Override
    protected boolean backwardDeleteChar() {
        String before = buf.upToCursor();
        int start = Indent.lineStart(before, before.length());
        int blanks = Indent.blanksBefore(before, before.length());
        if (count == 1
                && start > 0
                && start + blanks == before.length()
                && blanks > 1
                && before.indexOf('\t', start) < 0) {
            return buf.backspace((blanks - 1) % Indent.STEP + 1) > 0;
        }
        return super.backwardDeleteChar();
    }

    @Override
    public void putString(CharSequence text) {
        super.putString(SourceText.of(text));
    }

    @Override
    public boolean beginPaste() {
        String text = SourceText.of(doReadStringUntil(PASTE_END));
        giveWay(text);
        buf.write(text);
        return true;
    }

    /** As JLine's, which reads twice what it had already read of a paste. */
    @Override
    protected String doReadStringUntil(String sequence) {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(sequence, text.length() - sequence.length()) < 0) {
            int key = readCharacter();
            if (key < 0) {
                throw new EndOfFileException();
            }
            text.appendCodePoint(key);
        }
        text.setLength(text.length() - sequence.length());
        return text.toString();
    }

    @Override
    protected boolean historySearchBackward() {
        beginSearch();
        ListIterator<History.Entry> entries = history.iterator(history.index());
        while (entries.hasPrevious()) {
            History.Entry entry = entries.previous();
            if (fits(entry)) {
                return take(entry);
            }
        }
        return false;
    }

    @Override
    protected boolean historySearchForward() {
        beginSearch();
        if (history.index() > history.last()) {
            return false;
        }
        ListIterator<History.Entry> entries = history.iterator(history.index() + 1);
        while (entries.hasNext()) {
            History.Entry entry = entries.next();
            if (fits(entry)) {
                return take(entry);
            }
        }
        history.moveToEnd();
        setBuffer(unfinished);
        buf.cursor(begun.codePointCount(0, begun.length()));
        found = unfinished;
        return true;
    }

    /** What is before the cursor is searched for, from when it was typed until something else is. */
    private void beginSearch() {
        String now = buf.toString();
        if (!now.equals(found)) {
            begun = buf.upToCursor();
            unfinished = now;
            found = now;
        }
    }

    private boolean fits(History.Entry entry) {
        return entry.line().startsWith(begun) && !entry.line().equals(buf.toString());
    }

    private boolean take(History.Entry entry) {
        history.moveTo(entry.index());
        found = entry.line();
        setBuffer(found);
        return true;
    }

    /** Puts in the last argument of the entry before, or when pressed again that of the one before it. */
    private boolean lastArgument() {
        int entry = history.last() - argumentsBack;
        if (entry < history.first()) {
            return false;
        }
        if (argumentsBack > 0) {
            buf.backspace(argument.codePointCount(0, argument.length()));
        }
        argumentsBack++;
        argument = LastArgument.of(history.get(entry));
        putString(argument);
        return true;
    }
}
