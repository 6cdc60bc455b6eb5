// SPDX-License-Identifier: Apache-2.0
/**
 * Libraries for a session or a script, from Maven's repositories.
 *
 * <p>{@link dev.bpfsh.deps.Dependencies} is the way in. What knows Maven Resolver is in {@code dev.bpfsh.deps.maven}, which
 * is loaded when it is first needed, by a class loader of its own: so it costs no start anything, and its libraries are
 * not in the way of those that the user asks for.
 */
package dev.bpfsh.deps;
