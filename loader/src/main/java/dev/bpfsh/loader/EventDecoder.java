// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.libbpf.EventCursor;
import java.util.List;

/** What an event becomes. */
interface EventDecoder<T> {
    /**
     * @throws dev.bpfsh.libbpf.BpfException if the event is too short for its type, or the type is not known
     */
    T decode(EventCursor cursor);

    /**
     * The names of what is in each event, in order; none where an event has no parts.
     *
     * @throws dev.bpfsh.libbpf.BpfException if the type is not known
     */
    default List<String> members() {
        return List.of();
    }
}
