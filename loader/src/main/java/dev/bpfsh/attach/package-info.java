// SPDX-License-Identifier: Apache-2.0
/** Where programs attach: {@link dev.bpfsh.attach.Hook} is a small value, with one class for each kind of hook. */
package dev.bpfsh.attach;
