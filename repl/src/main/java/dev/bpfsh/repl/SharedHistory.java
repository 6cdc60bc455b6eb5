// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, in this session and in others of the same user, that run before it or beside it: each adds a line to
 * the one file for each entry as it ends, and takes in what others have added before it shows a prompt.
 *
 * <p>A line that is damaged is passed over and left where it is. What cannot be kept is still there for this session.
 */
final class SharedHistory extends DefaultHistory {
    /** How many entries are remembered. */
    static final int MOST = 10_000;

    private static final int TRIMMED_ABOVE = MOST + MOST / 4;
    private static final int LONGEST_ENTRY = 256 * 1024;
    /** Of a longer file only the end is read. */
    private static final long LONGEST_READING = 16L * 1024 * 1024;

    private static final long LOCK_PATIENCE_MILLIS = 500;

    private static final Object IN_THIS_PROCESS = new Object();

    private final Path file;
    private final List<HistoryLine> unsaved = new ArrayList<>();
    private Object fileRead;
    private long read;
    private Instant newest = Instant.MIN;
    private Optional<String> problem = Optional.empty();
    private boolean failing;

    /** @param file that of the entries, or null to keep none */
    SharedHistory(Path file) {
        this.file = file;
    }

    /** What has gone wrong since somebody asked; each kind of trouble is told once. */
    Optional<String> problem() {
        Optional<String> told = problem;
        problem = Optional.empty();
        return told;
    }

    @Override
    public void load() {
        refresh();
    }

    /** Takes in what other sessions have added. */
    void refresh() {
        if (file == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            int lines = takeIn(channel);
            if (lines > TRIMMED_ABOVE) {
                synchronized (IN_THIS_PROCESS) {
                    trim();
                }
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    protected void internalAdd(Instant time, String line) {
        // What others have typed before this stands before it here too.
        refresh();
        super.internalAdd(time, line);
        unsaved.add(new HistoryLine(time, line));
    }

    @Override
    public void save() {
        if (file == null) {
            unsaved.clear();
            return;
        }
        // The lock of a file is a process's; other prompts of this one wait here.
        synchronized (IN_THIS_PROCESS) {
            try {
                while (!append()) {
                    // Another session has put another file in its place meanwhile.
                }
                unsaved.clear();
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    /** Adds what is unsaved; false, and does nothing, when the file is not the one of this name any more. */
    private boolean append() throws IOException {
        Object before = key();
        // What is appended overwrites nothing, even where there is no lock to be had.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel end = FileChannel.open(file, StandardOpenOption.APPEND);
                FileLock lock = lock(channel)) {
            if (!before.equals(key())) {
                return false;
            }
            takeIn(channel);
            StringBuilder lines = new StringBuilder(endsInsideLine(channel) ? "\n" : "");
            unsaved.stream()
                    .filter(line -> line.entry().length() <= LONGEST_ENTRY)
                    .forEach(line -> lines.append(line.text()).append('\n'));
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end.write(bytes);
            }
            read = channel.size();
            failing = lock == null;
            return true;
        }
    }

    private Object key() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void failed(IOException e) {
        if (!failing) {
            problem = Optional.of("the history is not kept: " + file + ": " + e.getMessage());
        }
        failing = true;
    }

    /** Adds the whole lines that have not been read yet, and returns how many the file had of them. */
    private int takeIn(FileChannel channel) throws IOException {
        Object now = key();
        long size = channel.size();
        // Another session has put a shorter file in its place: what is newer than all we know is what we do not have.
        Instant after = now.equals(fileRead) && size >= read ? Instant.MIN : newest;
        if (!now.equals(fileRead) || size < read) {
            read = Math.max(0, size - LONGEST_READING);
            fileRead = now;
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(size - read, LONGEST_READING));
        while (bytes.hasRemaining() && channel.read(bytes, read + bytes.position()) >= 0) {
            // Until it is full.
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
        int whole = text.lastIndexOf('\n') + 1;
        read += whole;
        List<HistoryLine> lines = HistoryLine.of(
                new String(text.substring(0, whole).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        for (HistoryLine line : lines) {
            if (line.time().isAfter(after)) {
                super.internalAdd(line.time(), line.entry());
            }
            newest = line.time().isAfter(newest) ? line.time() : newest;
        }
        return lines.size();
    }

    private static boolean endsInsideLine(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
    }

    /** A lock on the file, or null where there is none to be had: then a line may be damaged, which is no great loss. */
    private FileLock lock(FileChannel channel) throws IOException {
        long until = System.currentTimeMillis() + LOCK_PATIENCE_MILLIS;
        do {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
                Thread.sleep(5);
            } catch (OverlappingFileLockException e) {
                // Another prompt of this process has it.
                Thread.onSpinWait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        } while (System.currentTimeMillis() < until);
        return null;
    }

    /** Leaves the newest entries in the file. */
    private void trim() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                return;
            }
            takeIn(channel);
            StringBuilder lines = new StringBuilder();
            iterator(first()).forEachRemaining(entry -> lines.append(new HistoryLine(entry.time(), entry.line()).text())
                    .append('\n'));
            Path next = Files.createTempFile(file.getParent(), "history", ".new");
            Files.writeString(next, lines);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            fileRead = key();
            read = Files.size(file);
        }
    }
}
