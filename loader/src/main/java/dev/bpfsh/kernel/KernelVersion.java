// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.kernel;

/**
 * The running kernel's release, to be shown to a person. There is no comparison on purpose: distributions backport
 * features and build without others, so what a kernel can do is asked of the kernel.
 *
 * @param release as {@code uname -r} says it
 */
public record KernelVersion(String release) {
    /** The kernel underneath. */
    public static KernelVersion running() {
        return new KernelVersion(System.getProperty("os.version"));
    }

    /** {@code Linux 6.18.44}. */
    @Override
    public String toString() {
        return "Linux " + release;
    }
}
