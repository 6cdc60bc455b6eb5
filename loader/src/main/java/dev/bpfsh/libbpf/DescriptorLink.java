// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A link of the kernel that we made without libbpf, which knows no {@code struct bpf_link} for it. */
final class DescriptorLink extends LinkHandle {
    private final Libbpf libbpf = Libbpf.get();
    private final int fd;
    private Path pin;

    DescriptorLink(int fd, String program) {
        super(program);
        this.fd = fd;
    }

    private AttachFunctions functions() {
        return libbpf.group(AttachFunctions.class);
    }

    @Override
    int descriptor() {
        return fd;
    }

    @Override
    public void detach() throws ErrnoException {
        lifetime.calling(() -> Libbpf.checked("bpf_link_detach", functions().bpf_link_detach(fd)));
    }

    @Override
    public synchronized void pin(String path) throws ErrnoException {
        lifetime.calling(() -> {
            if (pin != null) {
                throw new ErrnoException("bpf_obj_pin", Errno.EBUSY.number());
            }
            try (var scratch = new Scratch(libbpf.runtime())) {
                return Libbpf.checked("bpf_obj_pin", functions().bpf_obj_pin(fd, scratch.text(path)));
            }
        });
        pin = Path.of(path);
    }

    @Override
    public synchronized void unpin() throws ErrnoException {
        lifetime.calling(() -> {
            if (pin == null) {
                throw new ErrnoException("unlink", Errno.ENOENT.number());
            }
            try {
                return Files.deleteIfExists(pin);
            } catch (IOException refused) {
                throw new ErrnoException("unlink", Errno.EPERM.number());
            }
        });
        pin = null;
    }

    @Override
    public void update(ProgramHandle program) throws ErrnoException {
        lifetime.calling(
                () -> Libbpf.checked("bpf_link_update", functions().bpf_link_update(fd, program.loadedFd(), null)));
    }

    @Override
    public void close() {
        lifetime.end(() -> Libc.close(fd));
    }
}
