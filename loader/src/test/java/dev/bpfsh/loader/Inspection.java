// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpfsh.btf.Btf;
import dev.bpfsh.libbpf.BpfException;

/** Looks at all of an object that may be damaged: what lies in it is either told or refused with our own exception. */
final class Inspection {
    // A list of a million numbers is as sound as one of a thousand, and takes longer.
    private static final int LARGE = 1 << 12;

    /** How far an object came. */
    enum Outcome {
        REFUSED,
        OPENED,
        LOADED
    }

    /** A look that may find damage. */
    private interface Look {
        Object at();
    }

    private Inspection() {}

    /** Opens, looks, closes; anything but an answer or our own exception gets out. */
    static Outcome open(byte[] bytes) {
        try (var object = BpfObject.open(bytes, "damaged")) {
            look(object);
            return Outcome.OPENED;
        } catch (BpfException refused) {
            return refused(refused);
        }
    }

    /** As {@link #open}, with a load between two looks. Nothing is attached. */
    static Outcome load(byte[] bytes) {
        try (var object = BpfObject.open(bytes, "damaged")) {
            try {
                object.load();
            } catch (BpfException refused) {
                refused(refused);
                return Outcome.OPENED;
            }
            look(object);
            return Outcome.LOADED;
        } catch (BpfException refused) {
            return refused(refused);
        }
    }

    private static Outcome refused(BpfException refused) {
        if (refused.reason().isBlank() || refused.reason().equals("null")) {
            throw new AssertionError("a message that says nothing", refused);
        }
        return Outcome.REFUSED;
    }

    private static void look(BpfObject object) {
        object.toString();
        object.license();
        object.links();
        told(object::elf);
        for (var program : object.programs().values()) {
            program.toString();
            program.section();
            program.type();
            program.instructionCount();
            program.attachesByItself();
            program.verifierLog();
            if (object.state() == BpfObject.State.LOADED) {
                told(program::formats);
            }
        }
        for (var map : object.maps().values()) {
            map.toString();
            map.type();
            map.keySize();
            map.valueSize();
            map.maxEntries();
        }
        for (var section : object.sections().values()) {
            section.toString();
            for (var global : section.all().values()) {
                told(global::declaration);
                if (global.size() <= LARGE) {
                    told(global::get);
                    told(global::toString);
                }
            }
        }
    }

    /** Reads every type and declares it, whether or not the object is fit to be opened. */
    static void walkTypes(byte[] object) {
        try {
            var types = Btf.parse(ElfFile.parse(object).bytes(".BTF"));
            for (int id = 0; id < types.count(); id++) {
                int type = id;
                told(() -> types.type(type).toString());
                told(() -> types.declare(type, "x"));
                told(() -> types.sizeOf(type));
            }
        } catch (BpfException damaged) {
            refused(damaged);
        } catch (ElfFile.NotBpf damaged) {
            assertThat(damaged.getMessage()).isNotBlank();
        }
    }

    private static void told(Look look) {
        try {
            look.at();
        } catch (BpfException damaged) {
            refused(damaged);
        } catch (IllegalStateException noValueYet) {
            if (noValueYet.getMessage() == null) {
                throw noValueYet;
            }
        }
    }
}
