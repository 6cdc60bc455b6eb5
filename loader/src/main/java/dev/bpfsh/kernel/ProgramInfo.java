// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

import dev.bpfsh.libbpf.Libbpf;
import dev.bpfsh.libbpf.ProgramBytes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A loaded program as the kernel knows it ({@code struct bpf_prog_info}).
 *
 * @param id unique among the programs that are loaded
 * @param type libbpf's name for it, such as {@code tracepoint}
 * @param name of its function, cut to 15 characters
 * @param tag a hash of its instructions, 16 hexadecimal digits: programs of the same code have the same
 * @param gplCompatible whether its licence is
 * @param loadedAt when
 * @param uid the user who loaded it
 * @param translatedSize bytes of the instructions after the kernel rewrote them
 * @param machineSize bytes of machine code, 0 where it is interpreted
 * @param verifiedInstructions how many the verifier went through, all paths counted; 0 before Linux 5.16
 * @param runCount how often it has run while statistics were on
 * @param runNanos how long these runs took, in all
 * @param recursionMisses how often it was not run because it was running; 0 before Linux 5.12
 * @param mapIds the maps that it uses
 * @param btfId of its types, 0 for none
 * @param interfaceIndex the network device that it is offloaded to, 0 for none
 * @param attachBtfId the type id of the function that it is made for, 0 for none
 * @param attachBtfObjectId the BTF that this function is in, 0 for none
 */
public record ProgramInfo(
        int id,
        String type,
        String name,
        String tag,
        boolean gplCompatible,
        Instant loadedAt,
        int uid,
        int translatedSize,
        int machineSize,
        int verifiedInstructions,
        long runCount,
        long runNanos,
        long recursionMisses,
        List<Integer> mapIds,
        int btfId,
        int interfaceIndex,
        int attachBtfId,
        int attachBtfObjectId) {
    private static final int NAME = 64;
    private static final int NAME_SIZE = 16;

    /** Reads what the kernel answered. */
    public static ProgramInfo of(ProgramBytes bytes) {
        var info = ByteBuffer.wrap(bytes.info()).order(ByteOrder.nativeOrder());
        var maps =
                ByteBuffer.wrap(bytes.mapIds()).order(ByteOrder.nativeOrder()).asIntBuffer();
        return new ProgramInfo(
                info.getInt(4),
                Libbpf.programType(info.getInt(0)),
                name(bytes.info()),
                HexFormat.of().formatHex(bytes.info(), 8, 16),
                (info.getInt(84) & 1) != 0,
                BootTime.instant(info.getLong(40)),
                info.getInt(48),
                info.getInt(20),
                info.getInt(16),
                info.getInt(216),
                info.getLong(200),
                info.getLong(192),
                info.getLong(208),
                IntStream.range(0, maps.capacity()).mapToObj(maps::get).toList(),
                info.getInt(128),
                info.getInt(80),
                info.getInt(224),
                info.getInt(220));
    }

    private static String name(byte[] info) {
        int end = NAME;
        while (end < NAME + NAME_SIZE && info[end] != 0) {
            end++;
        }
        return new String(info, NAME, end - NAME, StandardCharsets.UTF_8);
    }

    /** Nanoseconds of a run on the average, 0 where none was counted. */
    public double nanosPerRun() {
        return runCount == 0 ? 0 : (double) runNanos / runCount;
    }

    @Override
    public String toString() {
        return "%d: %s  name %s  tag %s%s  loaded_at %s  uid %d  xlated %dB  jited %dB  verified %d insns%s  map_ids %s"
                .formatted(
                        id,
                        type,
                        name,
                        tag,
                        gplCompatible ? "  gpl" : "",
                        loadedAt.truncatedTo(ChronoUnit.SECONDS),
                        uid,
                        translatedSize,
                        machineSize,
                        verifiedInstructions,
                        runCount == 0 ? "" : "  run_time_ns " + runNanos + " run_cnt " + runCount,
                        mapIds);
    }
}
