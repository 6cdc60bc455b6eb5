// SPDX-License-Identifier: Apache-2.0
/** Where the time of a process goes: {@link dev.bpfsh.timing.Phase phases}, and the {@link dev.bpfsh.timing.Profile} of them. */
package dev.bpfsh.timing;
