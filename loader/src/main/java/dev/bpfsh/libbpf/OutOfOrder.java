// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** A step came too early or too late: before what it needs was there, or after that had gone. */
public final class OutOfOrder extends IllegalStateException implements Topical {
    private static final long serialVersionUID = 1;

    private final Topic topic;

    /** @param message what was attempted, and what is in the way */
    public OutOfOrder(Topic topic, String message) {
        super(message);
        this.topic = topic;
    }

    @Override
    public Topic topic() {
        return topic;
    }
}
