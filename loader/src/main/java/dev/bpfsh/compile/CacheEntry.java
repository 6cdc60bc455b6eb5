// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.compile;

import dev.bpfsh.compile.Diagnostic.Severity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the cache keeps of a compilation: the object, and all that must be the same for it to be used again. */
record CacheEntry(Dependencies dependencies, List<Diagnostic> warnings, byte[] object) {
    byte[] bytes() throws IOException {
        var body = new ByteArrayOutputStream();
        var out = new DataOutputStream(body);
        dependencies.write(out);
        out.writeInt(warnings.size());
        for (var warning : warnings) {
            out.writeUTF(warning.file());
            out.writeInt(warning.line());
            out.writeInt(warning.column());
            out.writeUTF(warning.severity().name());
            out.writeUTF(warning.message());
            out.writeUTF(warning.sourceLine());
            out.writeUTF(warning.caret());
        }
        out.writeInt(object.length);
        out.write(object);
        return body.toByteArray();
    }

    /** @throws IOException if the bytes are not what {@link #bytes()} gave */
    static CacheEntry of(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var dependencies = Dependencies.read(in);
        var warnings = new ArrayList<Diagnostic>();
        for (int left = in.readInt(); left > 0; left--) {
            warnings.add(new Diagnostic(
                    in.readUTF(),
                    in.readInt(),
                    in.readInt(),
                    Severity.valueOf(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF()));
        }
        return new CacheEntry(dependencies, warnings, in.readNBytes(in.readInt()));
    }
}
