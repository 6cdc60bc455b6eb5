// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.btf;

import dev.bpfsh.btf.BtfType.Array;
import dev.bpfsh.btf.BtfType.Composite;
import dev.bpfsh.btf.BtfType.Enumeration;
import dev.bpfsh.btf.BtfType.Forward;
import dev.bpfsh.btf.BtfType.Modifier;
import dev.bpfsh.btf.BtfType.Pointer;
import dev.bpfsh.btf.BtfType.Prototype;
import dev.bpfsh.btf.BtfType.TypeTag;
import dev.bpfsh.btf.BtfType.Typedef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which definitions a type needs, what is embedded before what embeds it; the same order as libbpf's {@code btf_dump}
 * gives, so that the texts can be compared. What has been put in order once is not again.
 */
final class DefinitionOrder {
    private static final int DEEPEST = 512;

    private final Btf btf;
    private final DefinitionText text;
    private final BitSet begun = new BitSet();
    private final BitSet done = new BitSet();
    private BitSet referenced;
    private List<Integer> queue = new ArrayList<>();

    DefinitionOrder(Btf btf, DefinitionText text) {
        this.btf = btf;
        this.text = text;
        done.set(0);
    }

    /** The types to define for this one, in order. */
    List<Integer> of(int id) {
        queue = new ArrayList<>();
        isStrong(id, false, DEEPEST);
        return queue;
    }

    /**
     * Puts in order what a type needs.
     *
     * @return whether what led here must come after it; a pointer to something with a name is content with a
     *     declaration
     */
    private boolean isStrong(int id, boolean throughPointer, int depth) {
        var type = btf.type(id);
        if (done.get(id)) {
            return true;
        }
        text.step();
        if (depth == 0) {
            throw Btf.damaged("type " + id + " is defined by itself");
        }
        if (begun.get(id)) {
            if (type instanceof Composite composite
                    && throughPointer
                    && !composite.name().isEmpty()) {
                return false;
            }
            throw Btf.damaged("type " + id + " contains itself");
        }
        if (type instanceof Pointer pointer) {
            boolean strong = isStrong(pointer.target(), true, depth - 1);
            done.set(id);
            return strong;
        } else if (type instanceof Array array) {
            return isStrong(array.element(), false, depth - 1);
        } else if (type instanceof Modifier modifier) {
            return isStrong(modifier.target(), throughPointer, depth - 1);
        } else if (type instanceof TypeTag tag) {
            return isStrong(tag.target(), throughPointer, depth - 1);
        } else if (type instanceof Prototype prototype) {
            return isStrong(prototype, throughPointer, depth);
        } else if (type instanceof Composite composite) {
            return isStrong(id, composite, throughPointer, depth);
        } else if (type instanceof Typedef typedef) {
            return isStrong(id, typedef, throughPointer, depth);
        } else if (type instanceof Enumeration || type instanceof Forward) {
            // An enum without a name that nobody refers to is there for its constants.
            if (!type.name().isEmpty() || !isReferenced(id)) {
                queue.add(id);
            }
            done.set(id);
            return true;
        }
        done.set(id);
        return false;
    }

    private boolean isStrong(int id, Composite composite, boolean throughPointer, int depth) {
        boolean named = !composite.name().isEmpty();
        if (throughPointer && named) {
            return false;
        }
        begun.set(id);
        for (var member : composite.members()) {
            isStrong(member.type(), false, depth - 1);
        }
        if (named) {
            queue.add(id);
        }
        done.set(id);
        return true;
    }

    private boolean isStrong(int id, Typedef typedef, boolean throughPointer, int depth) {
        boolean strong = isStrong(typedef.target(), throughPointer, depth - 1);
        if (throughPointer && !strong) {
            return false;
        }
        queue.add(id);
        done.set(id);
        return true;
    }

    private boolean isStrong(Prototype prototype, boolean throughPointer, int depth) {
        boolean strong = isStrong(prototype.result(), throughPointer, depth - 1);
        for (var parameter : prototype.parameters()) {
            strong |= isStrong(parameter.type(), throughPointer, depth - 1);
        }
        return strong;
    }

    private boolean isReferenced(int id) {
        if (referenced == null) {
            referenced = new BitSet();
            for (int each = 1; each < btf.count(); each++) {
                btf.references(each, target -> {
                    if (target > 0 && target < btf.count()) {
                        referenced.set(target);
                    }
                });
            }
        }
        return referenced.get(id);
    }
}
