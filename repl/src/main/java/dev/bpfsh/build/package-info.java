// SPDX-License-Identifier: Apache-2.0
/** What Maven runs to make the build; nothing of it is used by what was built. */
package dev.bpfsh.build;
