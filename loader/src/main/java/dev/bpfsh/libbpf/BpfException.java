// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;
import java.util.Optional;

/**
 * Something asked of BPF could not be done. The message is one screen at most:
 *
 * <pre>
 * operation target: cause (ERRNO)
 *   details, a line each: the verifier's words, near matches, ...
 * hint: the thing to try next
 * </pre>
 */
public class BpfException extends RuntimeException implements Topical {
    private final String operation;
    private final String target;
    private final String reason;
    private final transient Optional<Errno> errno;
    private final transient List<String> details;
    private final transient Optional<String> hint;
    private Topic topic = Topic.SHELL;

    /**
     * @param operation what was attempted, such as {@code "load"}
     * @param target on what, such as the object's name
     * @param cause why it failed, without a full stop
     * @param errno what the system answered, or null where nobody was asked
     * @param details further lines, at most what fits a screen
     * @param hint what to try next, or null
     */
    public BpfException(String operation, String target, String cause, Errno errno, List<String> details, String hint) {
        super(message(operation, target, cause, errno, details, hint));
        this.operation = operation;
        this.target = target;
        this.reason = cause;
        this.errno = Optional.ofNullable(errno);
        this.details = List.copyOf(details);
        this.hint = Optional.ofNullable(hint);
    }

    private static String message(
            String operation, String target, String cause, Errno errno, List<String> details, String hint) {
        var message = new StringBuilder(operation).append(' ').append(target).append(": ");
        message.append(cause);
        if (errno != null) {
            message.append(" (").append(errno).append(')');
        }
        details.forEach(line -> message.append("\n  ").append(line));
        if (hint != null) {
            message.append("\nhint: ").append(hint);
        }
        return message.toString();
    }

    /** Says what it is about; gives itself back. */
    public final BpfException about(Topic about) {
        topic = about;
        return this;
    }

    /** What it is about: {@link Topic#SHELL} where nobody said. */
    @Override
    public Topic topic() {
        return topic;
    }

    /** What was attempted. */
    public String operation() {
        return operation;
    }

    /** On what. */
    public String target() {
        return target;
    }

    /** Why it failed; named so because {@link #getCause()} is Java's. */
    public String reason() {
        return reason;
    }

    /** What the kernel or libbpf answered, empty where nobody was asked. */
    public Optional<Errno> errno() {
        return errno;
    }

    /** Lines that explain: the verifier's words, near matches. */
    public List<String> details() {
        return details;
    }

    /** What to try next. */
    public Optional<String> hint() {
        return hint;
    }
}
