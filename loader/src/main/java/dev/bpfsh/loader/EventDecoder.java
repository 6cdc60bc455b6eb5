// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.EventCursor;

/** What an event becomes. */
interface EventDecoder<T> {
    /**
     * @throws dev.bpfsh.libbpf.BpfException if the event is too short for its type, or the type is not known
     */
    T decode(EventCursor cursor);
}
