// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOError;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.InputRC;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's reader, set up for Java at a prompt to which other threads print.
 *
 * <p>While a line is typed Ctrl-C is a key like others, and so takes effect in the order of typing. As a signal it would
 * overtake keys that are still to be read, and keys behind it could come before it.
 */
final class PromptReader extends DrawnLineReader {
    private static final String INTERRUPT = "bpfsh-interrupt";
    private static final int CTRL_C = 3;
    /** No key sends it: Unicode calls it a non-character. */
    private static final char LAST = '\uffff';

    /** What termios(3) calls _POSIX_VDISABLE: no key has the meaning. */
    static final int NO_KEY = 0;

    private final IntSupplier queued;
    private final Attributes found;
    private BooleanSupplier beginsLine = () -> false;
    /** How many of the keys that were typed before the line began are still to be taken. */
    private int ahead;

    private Optional<String> forEditor = Optional.empty();

    /**
     * @param queued how many bytes of input the terminal holds for its next reader
     * @param begins is run when the terminal is this reader's, and gives keys to take before those of the terminal
     */
    PromptReader(Terminal terminal, IntSupplier queued, Supplier<String> begins) throws IOException {
        super(terminal, "bpfsh");
        this.queued = queued;
        this.found = terminal.getAttributes();
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
            option(Option.ERASE_LINE_ON_FINISH, false);
            forEditor = Optional.empty();
            String typedAhead = begins.get();
            ahead = typedAhead.length();
            runMacro(typedAhead);
            return interruptKey(NO_KEY);
        });
        getWidgets().put(INTERRUPT, this::interrupt);
        bindInterrupt();
    }

    /** JLine would send an escape for either value of an option that is set. */
    @Override
    public boolean isSet(Option option) {
        return !(paper && option == Option.BRACKETED_PASTE) && super.isSet(option);
    }

    /** Takes the user's keys, but for Ctrl-C; what is bound later stays. */
    void take(Reader inputRc) throws IOException {
        try {
            InputRC.configure(this, inputRc);
        } finally {
            bindInterrupt();
        }
    }

    private void bindInterrupt() {
        getKeyMaps().values().forEach(keys -> keys.bind(new Reference(INTERRUPT), KeyMap.ctrl('C')));
    }

    /** Says whether the cursor is known to be where a line begins, when the prompt is about to be shown. */
    void beginsLine(BooleanSupplier known) {
        beginsLine = known;
    }

    /** As JLine's, which writes a row full of blanks, that is two when the terminal is made narrower: only if needed. */
    @Override
    protected boolean freshLine() {
        if (paper && !beginsLine.getAsBoolean()) {
            terminal.writer().print("\n");
        }
        return paper || beginsLine.getAsBoolean() || super.freshLine();
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
        drawNow();
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

    private void takeTerminal() {
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(paper ? "" : BRACKETED_PASTE_ON);
        terminal.flush();
        interruptKey(NO_KEY);
    }

    private void giveTerminal() {
        terminal.puts(Capability.keypad_local);
        terminal.writer().write(paper ? "" : BRACKETED_PASTE_OFF);
    }

    /** Gives the terminal back at an end that comes while a line is typed, which stays readable. */
    void leave() {
        try {
            if (reading) {
                terminal.puts(Capability.clr_eos);
                giveTerminal();
                terminal.writer().write("\r\n");
                terminal.flush();
            }
        } catch (IllegalStateException | IOError e) {
            // It is gone already.
            return;
        }
    }

    /** Ends the line: it is to be edited elsewhere, and then goes on. */
    @Override
    protected boolean editAndExecute() {
        forEditor = Optional.of(buf.toString());
        buf.clear();
        option(Option.ERASE_LINE_ON_FINISH, true);
        state = State.IGNORE;
        return true;
    }

    /** What was typed, if the line that was read last ended because it is to be edited elsewhere. */
    Optional<String> wantsEditor() {
        return forEditor;
    }

    /**
     * Leaves the terminal as it was found while something else has it, and then goes on where it was.
     *
     * @param other returns when the terminal is ours again
     */
    void lend(Runnable other) {
        lock.lock();
        try {
            Attributes ours = terminal.getAttributes();
            if (reading) {
                erase(Math.max(1, size.getColumns()));
                giveTerminal();
            }
            terminal.flush();
            terminal.setAttributes(found);
            other.run();
            terminal.setAttributes(ours);
            if (reading) {
                takeTerminal();
                size.copy(terminal.getSize());
                drawAnew();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * As JLine's, but under its lock: it draws, and so may another thread that prints above the line. JLine draws anew from
     * where the cursor is; what stands above it has to go first.
     */
    @Override
    protected void handleSignal(Terminal.Signal signal) {
        lock.lock();
        try {
            Size now = terminal.getSize();
            if (signal == Terminal.Signal.WINCH && !now.equals(size) && now.getColumns() > 0) {
                erase(now.getColumns());
            }
            super.handleSignal(signal);
            if (signal == Terminal.Signal.CONT) {
                // A shell has had the terminal and set it as it likes it.
                takeTerminal();
            }
        } catch (IllegalStateException | IOError e) {
            // The terminal has been closed meanwhile.
            return;
        } finally {
            lock.unlock();
        }
    }
}
