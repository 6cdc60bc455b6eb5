// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.util.List;

/** Links that were made together and end together. */
final class LinkGroup extends LinkHandle {
    private final List<LinkHandle> links;

    LinkGroup(List<LinkHandle> links) {
        super("several places");
        this.links = List.copyOf(links);
    }

    @Override
    int descriptor() {
        return links.get(0).fd();
    }

    @Override
    public int count() {
        return links.size();
    }

    @Override
    public void detach() throws ErrnoException {
        lifetime.calling(() -> {
            for (var link : links) {
                link.detach();
            }
            return null;
        });
    }

    @Override
    public void update(ProgramHandle program) throws ErrnoException {
        lifetime.calling(() -> {
            for (var link : links) {
                link.update(program);
            }
            return null;
        });
    }

    @Override
    public void close() {
        lifetime.end(() -> links.forEach(LinkHandle::close));
    }
}
