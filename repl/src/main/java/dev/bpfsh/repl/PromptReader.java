// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jline.keymap.KeyMap;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Terminal;

/**
 * JLine's reader, set up for Java at a prompt to which other threads print.
 *
 * <p>While a line is typed Ctrl-C is a key like others, and so takes effect in the order of typing. As a signal it would
 * overtake keys that are still to be read, and keys behind it could come before it.
 */
final class PromptReader extends LineReaderImpl {
    private static final String CONTINUATION = "  ...> ";
    private static final String INTERRUPT = "bpfsh-interrupt";
    private static final int CTRL_C = 3;
    /** No key sends it: Unicode calls it a non-character. */
    private static final char LAST = '\uffff';
    /** What termios(3) calls _POSIX_VDISABLE: no key has the meaning. */
    static final int NO_KEY = 0;

    /** @param begins is run when the terminal is this reader's, and gives keys to take before those of the terminal */
    PromptReader(Terminal terminal, Supplier<String> begins) throws IOException {
        super(terminal, "bpfsh");
        // Java's ! is no history reference, and its backslash no escape.
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        unsetOpt(Option.COMPLETE_MATCHER_TYPO);
        unsetOpt(Option.INSERT_TAB);
        // An answer that did not end its line is not overwritten by the prompt.
        setOpt(Option.AUTO_FRESH_LINE);
        setVariable(SECONDARY_PROMPT_PATTERN, CONTINUATION);
        setVariable(BLINK_MATCHING_PAREN, 0L);
        setVariable(BELL_STYLE, "none");
        getWidgets().put(CALLBACK_INIT, () -> {
            runMacro(begins.get());
            return interruptKey(NO_KEY);
        });
        getWidgets().put(INTERRUPT, this::interrupt);
        getKeyMaps().values().forEach(keys -> keys.bind(new Reference(INTERRUPT), KeyMap.ctrl('C')));
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
