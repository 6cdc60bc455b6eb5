// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import dev.bpfsh.compile.BpfCompiler;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/**
 * What the classes that {@link Skeleton} writes have in common: an object and the steps of its life. Closing the
 * skeleton closes the object.
 */
public abstract class SkeletonObject implements AutoCloseable {
    private final BpfObject object;

    /** @param object opened for this skeleton alone */
    protected SkeletonObject(BpfObject object) {
        this.object = object;
    }

    /** The object, for all that has no name of its own in C. */
    public final BpfObject object() {
        return object;
    }

    /** {@link BpfObject#load()}. */
    public final void load() {
        object.load();
    }

    /** {@link BpfObject#attach()}. */
    public final List<BpfLink> attach() {
        return object.attach();
    }

    /** {@link BpfObject#close()}. */
    @Override
    public final void close() {
        object.close();
    }

    @Override
    public final String toString() {
        return object.toString();
    }

    /** Opens a file; one that ends in {@code .c} is compiled first. */
    protected static BpfObject fromFile(String file) {
        var path = Path.of(file);
        return file.endsWith(".c") ? BpfObject.open(BpfCompiler.system().compile(path)) : BpfObject.open(path);
    }

    /** Opens an object that a class holds in Base64. */
    protected static BpfObject fromText(String name, String... parts) {
        return BpfObject.open(Base64.getDecoder().decode(String.join("", parts)), name);
    }
}
