// SPDX-License-Identifier: Apache-2.0
/**
 * {@code bpfsh --test}: runs scripts as tests, each in a process of its own, and reports how they ended, for a person and
 * for a CI. {@link dev.bpfsh.suite.Suite} is where to begin.
 */
package dev.bpfsh.suite;
