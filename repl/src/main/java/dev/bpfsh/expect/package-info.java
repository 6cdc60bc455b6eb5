// SPDX-License-Identifier: Apache-2.0
/**
 * What makes a script a test: {@link dev.bpfsh.expect.Expectations} wait for what should happen, {@link
 * dev.bpfsh.expect.Tests} name parts of a script, {@link dev.bpfsh.expect.TestLog} tells the process that runs scripts as
 * tests how each ended.
 */
package dev.bpfsh.expect;
