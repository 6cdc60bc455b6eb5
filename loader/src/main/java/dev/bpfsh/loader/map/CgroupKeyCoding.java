// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader.map;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key of the older cgroup storage: the cgroup's id, and in the long form how the program is attached
 * ({@code struct bpf_cgroup_storage_key}). A folder of cgroup2 may stand for the id, which is its inode number.
 *
 * @param size 8, or 16 with the attach type
 */
record CgroupKeyCoding(int size) implements Coding {
    @Override
    public byte[] encode(Object value, String what) {
        if (value instanceof byte[]) {
            return new RawCoding(size).encode(value, what);
        }
        var bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        if (size == Long.BYTES) {
            return bytes.put(id(value, what)).array();
        } else if (value instanceof CgroupKey key) {
            return bytes.put(id(key.cgroup(), what)).putInt(key.attachType()).array();
        }
        throw RawCoding.refused(what, "takes a cgroup and an attach type: new CgroupKey(\"/sys/fs/cgroup\", 1)");
    }

    private static byte[] id(Object cgroup, String what) {
        if (cgroup instanceof Number) {
            return new RawCoding(Long.BYTES).encode(cgroup, what);
        }
        try {
            var inode = Files.getAttribute(Path.of(String.valueOf(cgroup)), "unix:ino");
            return new RawCoding(Long.BYTES).encode(inode, what);
        } catch (IOException none) {
            throw RawCoding.refused(what, "there is no cgroup " + cgroup);
        }
    }

    @Override
    public Object decode(ByteBuffer bytes, int at) {
        long id = bytes.getLong(at);
        return size == Long.BYTES ? id : new CgroupKey(id, bytes.getInt(at + Long.BYTES));
    }
}
