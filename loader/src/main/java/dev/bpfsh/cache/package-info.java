// SPDX-License-Identifier: Apache-2.0
/**
 * What is kept from one run to the next, compiled objects and headers: each has a
 * {@link dev.bpfsh.cache.PrivateFolder} in the user's cache folder.
 */
package dev.bpfsh.cache;
