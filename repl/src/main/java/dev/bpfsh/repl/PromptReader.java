// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * JLine's reader, set up for Java at a prompt to which other threads print.
 *
 * <p>While a line is typed Ctrl-C is a key like others, and so takes effect in the order of typing. As a signal it would
 * overtake keys that are still to be read, and keys behind it could come before it.
 */
final class PromptReader extends MenuLineReader {
    private static final String CONTINUATION = "  ...> ";
    private static final String INTERRUPT = "bpfsh-interrupt";
    private static final int CTRL_C = 3;
    /** No key sends it: Unicode calls it a non-character. */
    private static final char LAST = '\uffff';

    private static final long PAUSE_NANOS = 50_000_000L;
    /** So much longer than drawing takes it is not drawn again while keys wait. */
    private static final int DRAWING_SHARE = 4;
    /** What termios(3) calls _POSIX_VDISABLE: no key has the meaning. */
    static final int NO_KEY = 0;

    private final IntSupplier queued;
    private Surroundings surroundings = Surroundings.NONE;
    /** How many of the keys that were typed before the line began are still to be taken. */
    private int ahead;

    private long drawn;
    private long pause;
    private boolean undrawn;
    private boolean ending;

    /**
     * @param queued how many bytes of input the terminal holds for its next reader
     * @param begins is run when the terminal is this reader's, and gives keys to take before those of the terminal
     */
    PromptReader(Terminal terminal, IntSupplier queued, Supplier<String> begins) throws IOException {
        super(terminal, "bpfsh");
        this.queued = queued;
        // Java's ! is no history reference, and its backslash no escape.
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(Option.COMPLETE_MATCHER_TYPO);
        unsetOpt(Option.INSERT_TAB);
        // An answer that did not end its line is not overwritten by the prompt.
        setOpt(Option.AUTO_FRESH_LINE);
        setVariable(SECONDARY_PROMPT_PATTERN, CONTINUATION);
        // The highlighter shows the pair, without moving the cursor.
        setVariable(BLINK_MATCHING_PAREN, 0L);
        setVariable(HISTORY_SIZE, SharedHistory.MOST);
        setOpt(Option.HISTORY_IGNORE_SPACE);
        setVariable(BELL_STYLE, "none");
        getWidgets().put(CALLBACK_INIT, () -> {
            String typedAhead = begins.get();
            ahead = typedAhead.length();
            runMacro(typedAhead);
            return interruptKey(NO_KEY);
        });
        getWidgets().put(INTERRUPT, this::interrupt);
        getKeyMaps().values().forEach(keys -> keys.bind(new Reference(INTERRUPT), KeyMap.ctrl('C')));
    }

    /** Says what stands around the line while it is typed. */
    void surroundedBy(Surroundings around) {
        surroundings = around;
    }

    /** The keys that were read from the terminal and are of no use to the line that has ended. */
    String behind() {
        runMacro(String.valueOf(LAST));
        StringBuilder keys = new StringBuilder();
        for (int key = readCharacter(); key != LAST; key = readCharacter()) {
            keys.appendCodePoint(key);
        }
        return keys.toString();
    }

    @Override
    public int readCharacter() {
        int key = super.readCharacter();
        ahead = Math.max(0, ahead - Character.charCount(Math.max(0, key)));
        return key;
    }

    @Override
    public Binding readBinding(KeyMap<Binding> keys, KeyMap<Binding> local) {
        Binding binding = super.readBinding(keys, local);
        ahead = Math.max(0, ahead - (binding == null ? 0 : getLastBinding().length()));
        return binding;
    }

    @Override
    boolean moreKeys() {
        return ahead > 0 || queued.getAsInt() > 0;
    }

    /**
     * As JLine's, with what stands around the line, which is not part of it: it is there while the line is typed and
     * goes with its end. While keys come faster than lines can be drawn, most are not drawn.
     */
    @Override
    protected void redisplay(boolean flush) {
        lock.lock();
        Supplier<AttributedString> menu = post;
        AttributedString only = prompt;
        try {
            long begun = System.nanoTime();
            undrawn = flush && menu == null && state == State.NORMAL && begun - drawn < pause && moreKeys();
            if (undrawn) {
                return;
            }
            if (menu == null && state == State.NORMAL && !ending) {
                surround();
            }
            super.redisplay(flush);
            drawn = System.nanoTime();
            pause = Math.max(PAUSE_NANOS, DRAWING_SHARE * (drawn - begun));
        } finally {
            post = menu;
            prompt = only;
            lock.unlock();
        }
    }

    private void surround() {
        int rows = size.getRows() - rowsOfEntry();
        List<String> below = rows > 1 ? surroundings.below(size.getColumns(), size.getRows()) : List.of();
        List<String> above = surroundings.above(size.getColumns(), rows - below.size() - 1);
        if (!above.isEmpty()) {
            prompt = AttributedString.join(
                    AttributedString.NEWLINE, AttributedString.fromAnsi(String.join("\n", above)), prompt);
        }
        if (!below.isEmpty()) {
            AttributedString lines = AttributedString.fromAnsi(String.join("\n", below));
            post = () -> lines;
        }
    }

    /** At least as many as the entry takes. */
    private int rowsOfEntry() {
        int width = Math.max(1, size.getColumns() - CONTINUATION.length() - 2);
        int rows = 1 + buf.length() / width;
        for (int i = 0; i < buf.length(); i++) {
            rows += buf.atChar(i) == '\n' ? 1 : 0;
        }
        return rows;
    }

    /** Draws the line and what is around it anew, if one is being typed. */
    void refresh() {
        lock.lock();
        try {
            if (reading && !terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                redisplay(false);
                terminal.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void cleanup() {
        ending = true;
        try {
            super.cleanup();
        } finally {
            ending = false;
        }
    }

    /**
     * What {@code work} supplies, on another thread: Ctrl-C ends the wait, not the work.
     *
     * <p>To be called while a line is read, on the thread that reads.
     *
     * @throws UserInterruptException at Ctrl-C; the line then ends even if nobody passes this on
     */
    <T> T await(Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "bpfsh-analysis");
        thread.setDaemon(true);
        // Nobody reads keys now, so Ctrl-C has to be a signal: JLine interrupts this thread then.
        interruptKey(CTRL_C);
        if (undrawn) {
            redisplay(false);
            terminal.flush();
        }
        try {
            thread.start();
            return task.get();
        } catch (InterruptedException e) {
            interrupt();
            throw new UserInterruptException(buf.toString());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } finally {
            interruptKey(NO_KEY);
        }
    }

    private boolean interruptKey(int key) {
        Attributes attributes = terminal.getAttributes();
        attributes.setControlChar(ControlChar.VINTR, key);
        terminal.setAttributes(attributes);
        return true;
    }

    /** Ends the line, which stays readable above the next prompt, as a shell leaves it. */
    private boolean interrupt() {
        buf.cursor(buf.length());
        buf.write("^C");
        state = State.INTERRUPT;
        return true;
    }

    /** As JLine's, but under its lock: it draws, and so may another thread that prints above the line. */
    @Override
    protected void handleSignal(Terminal.Signal signal) {
        lock.lock();
        try {
            super.handleSignal(signal);
        } finally {
            lock.unlock();
        }
    }
}
