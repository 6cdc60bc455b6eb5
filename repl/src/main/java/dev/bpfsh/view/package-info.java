// SPDX-License-Identifier: Apache-2.0
/**
 * Values to text: what the prompt shows for an object, a link, an error. Text goes in and out; the terminal is
 * somebody else's.
 */
package dev.bpfsh.view;
