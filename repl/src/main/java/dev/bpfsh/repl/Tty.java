// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.repl;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Tells whether a standard stream is a terminal, before anything that knows terminals is loaded.
 *
 * <p>{@code System.console()} cannot tell: it asks for input and output at once, and from JDK 22 on it is there even
 * when nothing is a terminal. The link in {@code /proc/self/fd} (proc(5)) names the device.
 */
final class Tty {
    private static final Pattern DEVICE = Pattern.compile("/dev/(pts/\\d+|tty\\w*|console|hvc\\d+|lxc/.+)");

    private static final FileInputStream STANDARD_INPUT = new FileInputStream(FileDescriptor.in);

    private Tty() {}

    /** True when file descriptor {@code fd} of this process (0 input, 1 output, 2 errors) is a terminal. */
    static boolean is(int fd) {
        return DEVICE.matcher(device(fd)).matches();
    }

    private static String device(int fd) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** True when a device has a speed, or may have: a pty and a screen of the machine's own have none. */
    static boolean hasSpeed(String device) {
        return !device.matches("/dev/(pts/\\d+|tty\\d+)");
    }

    /** True when file descriptor {@code fd} may be at the end of a serial line. */
    static boolean isSerial(int fd) {
        return hasSpeed(device(fd));
    }

    /** How many bytes of input wait for the next reader of standard input; FIONREAD, ioctl_tty(2). */
    static int queued() {
        try {
            return STANDARD_INPUT.available();
        } catch (IOException e) {
            return 0;
        }
    }

    /** True when text on {@code fd} may be coloured: a terminal, not a dumb one, and NO_COLOR is not set. */
    static boolean colour(int fd) {
        String noColor = System.getenv("NO_COLOR");
        return is(fd) && (noColor == null || noColor.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
    }
}
