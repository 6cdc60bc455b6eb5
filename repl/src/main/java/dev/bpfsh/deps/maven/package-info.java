// SPDX-License-Identifier: Apache-2.0
/** Maven Resolver, behind {@link dev.bpfsh.deps.JarResolver}; nothing else may name its types. */
package dev.bpfsh.deps.maven;
