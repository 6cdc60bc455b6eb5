// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

/**
 * A frame of a stack that was taken with {@code BPF_F_STACK_BUILD_ID}: {@code struct bpf_stack_build_id}.
 *
 * @param buildId of the file, in hexadecimal; empty where the kernel found none
 * @param offset in that file; where there is no build id, the address
 */
public record BuildIdFrame(String buildId, long offset) {
    /** {@code 6f1d...+0x12ab}. */
    @Override
    public String toString() {
        return (buildId.isEmpty() ? "" : buildId + "+") + "0x" + Long.toHexString(offset);
    }
}
