// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;
import java.util.Optional;

/**
 * A program at a hook, for as long as this is open: a {@code struct bpf_link} of libbpf, the descriptor of a link, or,
 * for hooks that the kernel has no links for, what undoes the attaching. After {@link #close} every call but that
 * answers with an {@link IllegalStateException}.
 */
public abstract class LinkHandle implements AutoCloseable {
    final Lifetime lifetime;

    LinkHandle(String program) {
        this.lifetime = new Lifetime("link of " + program);
    }

    /** Several links that are one to whoever made them, such as those of a clock on each CPU. */
    public static LinkHandle group(List<LinkHandle> links) {
        return new LinkGroup(links);
    }

    /** The descriptor of the kernel's link; of the perf event before Linux 5.15; -1 where the kernel has neither. */
    public final int fd() {
        return lifetime.during(this::descriptor);
    }

    /** As {@link #fd}, for those who are within the lifetime. */
    abstract int descriptor();

    /** How many links of the kernel this is: one, but for a {@link #group}. */
    public int count() {
        return 1;
    }

    /** {@code struct bpf_link_info}, as {@link RawLinkInfo} reads it; empty where the kernel has no link. */
    public Optional<RawLinkInfo> info() {
        return lifetime.during(() -> RawLinkInfo.of(descriptor()));
    }

    /** A text of {@code struct bpf_link_info}, by the offsets of its two members: the pointer, and the length. */
    public String infoText(int pointerAt, int lengthAt) {
        return lifetime.during(() -> RawLinkInfo.text(descriptor(), pointerAt, lengthAt));
    }

    /** {@code BPF_LINK_DETACH}: the program stops running here, the link stays to be looked at. */
    public void detach() throws ErrnoException {
        refuse("detach");
    }

    /** {@code BPF_OBJ_PIN}: the program stays attached after the end of this process, until {@link #unpin}. */
    public void pin(String path) throws ErrnoException {
        refuse("pin");
    }

    /** Removes the pin. */
    public void unpin() throws ErrnoException {
        refuse("unpin");
    }

    /** {@code BPF_LINK_UPDATE}: another program takes the place, without a moment in which there is none. */
    public void update(ProgramHandle program) throws ErrnoException {
        refuse("update");
    }

    /**
     * Refuses the thread that libbpf has called back from within a call on this link.
     *
     * @throws IllegalStateException if the calling thread is such
     */
    public final void requireOutside() {
        lifetime.requireOutside();
    }

    /** Detaches, unless it is pinned. */
    @Override
    public abstract void close();

    // What is not overridden is what the kernel does not do with this kind of link.
    private void refuse(String call) throws ErrnoException {
        lifetime.calling(() -> {
            throw new ErrnoException(call, Errno.EOPNOTSUPP.number());
        });
    }
}
