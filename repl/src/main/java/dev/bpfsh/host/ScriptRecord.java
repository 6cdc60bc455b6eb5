// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a script is compiled into: all that running it needs.
 *
 * @param classes class files by name, woven, with the script's own lines
 * @param steps what to call, in order
 * @param value the class and name of the variable that holds the value of its last unit, or the last step where that
 *     returns the value; empty where it has none, or nobody asked for it
 * @param tooEarly what each class that cannot be used yet lacks, in words, by its name
 * @param objects what the BPF objects are that its skeletons are of, and where, by the names that it gives them
 * @param libraries states of the jars and folders that it was compiled with besides bpfsh's own, by their paths
 */
record ScriptRecord(
        Map<String, byte[]> classes,
        List<Recorder.Step> steps,
        Optional<Recorder.Step> value,
        Map<String, String> tooEarly,
        Map<String, String> objects,
        Map<String, String> libraries) {
    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            write(out, tooEarly);
            write(out, objects);
            write(out, libraries);
            write(out, steps);
            write(out, value.stream().toList());
            out.writeInt(classes.size());
            for (var each : classes.entrySet()) {
                out.writeUTF(each.getKey());
                out.writeInt(each.getValue().length);
                out.write(each.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, List<Recorder.Step> steps) throws IOException {
        out.writeInt(steps.size());
        for (var step : steps) {
            out.writeUTF(step.className());
            out.writeUTF(step.member());
        }
    }

    private static List<Recorder.Step> steps(DataInputStream in) throws IOException {
        var steps = new ArrayList<Recorder.Step>();
        for (int left = in.readInt(); left > 0; left--) {
            steps.add(new Recorder.Step(in.readUTF(), in.readUTF()));
        }
        return steps;
    }

    private static void write(DataOutputStream out, Map<String, String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts.entrySet()) {
            out.writeUTF(text.getKey());
            out.writeUTF(text.getValue());
        }
    }

    private static Map<String, String> texts(DataInputStream in) throws IOException {
        var texts = new LinkedHashMap<String, String>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.put(in.readUTF(), in.readUTF());
        }
        return texts;
    }

    /** @throws IOException if the bytes are not what {@link #bytes()} gave */
    static ScriptRecord of(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        var tooEarly = texts(in);
        var objects = texts(in);
        var libraries = texts(in);
        var steps = steps(in);
        var value = steps(in).stream().findAny();
        var classes = new LinkedHashMap<String, byte[]>();
        for (int left = in.readInt(); left > 0; left--) {
            var name = in.readUTF();
            int length = in.readInt();
            if (length < 0 || length > in.available()) {
                throw new EOFException("a class of " + length + " bytes, and there are " + in.available());
            }
            classes.put(name, in.readNBytes(length));
        }
        if (in.available() > 0) {
            throw new IOException(in.available() + " bytes too many");
        }
        return new ScriptRecord(classes, steps, value, tooEarly, objects, libraries);
    }
}
