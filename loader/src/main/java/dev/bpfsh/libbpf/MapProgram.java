// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.libbpf;

/** A program on a map of sockets, by {@code bpf_prog_attach}: that works since before there were links for it. */
public final class MapProgram {
    private MapProgram() {}

    /**
     * Attaches with the attach type for which the program was loaded.
     *
     * @param map descriptor of a sockmap or sockhash; the link holds one of its own
     */
    public static LinkHandle attach(ProgramHandle program, int map) throws ErrnoException {
        var functions = Libbpf.get().group(AttachFunctions.class);
        int type = LinkCreate.attachType(program);
        return program.link((fd, name) -> {
            // First what is needed to undo it: attached without, it would stay as long as the map.
            try (var undo = new Undo()) {
                int ownMap = Linux.duplicate(map);
                undo.add(() -> Libc.close(ownMap));
                int ownProgram = Linux.duplicate(fd);
                undo.add(() -> Libc.close(ownProgram));
                Libbpf.checked("bpf_prog_attach", functions.bpf_prog_attach(ownProgram, ownMap, type, 0));
                undo.forget();
                return new Attachment(name, () -> {
                    functions.bpf_prog_detach2(ownProgram, ownMap, type);
                    Libc.close(ownProgram);
                    Libc.close(ownMap);
                });
            }
        });
    }
}
