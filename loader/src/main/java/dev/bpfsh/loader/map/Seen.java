// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * The keys that a walk from key to key has met. Where the key that it stands on is deleted, the kernel begins again
 * with the first ({@code bpf_map_get_next_key}), so keys come twice, and where programs delete all the time the walk
 * would not end.
 */
final class Seen {
    private static final int MOST_RESTARTS = 8;

    private final Set<ByteBuffer> keys = new HashSet<>();
    private int restarts;
    private int repeated;

    /** Whether a key is new; remembers it. */
    boolean first(byte[] key) {
        if (keys.add(ByteBuffer.wrap(key))) {
            repeated = 0;
            return true;
        }
        restarts += repeated == 0 ? 1 : 0;
        repeated++;
        return false;
    }

    /** Whether it is time to stop: a round brought nothing new, or it has begun again too often. */
    boolean enough() {
        return repeated > keys.size() || restarts > MOST_RESTARTS;
    }
}
