// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.complete;

import dev.bpfsh.btf.KernelBtf;
import dev.bpfsh.btf.Struct;
import dev.bpfsh.host.Evaluator;
import dev.bpfsh.libbpf.BpfException;
import dev.bpfsh.loader.BpfLink;
import dev.bpfsh.loader.BpfMap;
import dev.bpfsh.loader.BpfObject;
import dev.bpfsh.loader.BpfProgram;
import dev.bpfsh.loader.Global;
import dev.bpfsh.loader.Globals;
import dev.bpfsh.loader.SkeletonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The object that a chain of names means: {@code minimal.bss()}. A variable is read; of what is called on it only what
 * looks something up and changes nothing is followed, here and not by the evaluator. So nothing is evaluated.
 */
final class ObjectAtHand {
    private static final Pattern PART =
            Pattern.compile("\\s*([A-Za-z_$][\\w$]*)\\s*(\\(\\s*(?:\"([^\"\\\\\\n]*)\")?\\s*\\))?\\s*(?:\\.|$)");
    private static final int LONGEST = 500;
    private static final Set<Class<?>> PLAIN_MAPS =
            Set.of(HashMap.class, LinkedHashMap.class, TreeMap.class, ConcurrentHashMap.class);

    private final Evaluator evaluator;

    ObjectAtHand(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** The object; empty where it takes more than looking to tell. */
    Optional<Object> of(String chain) {
        if (chain.isEmpty() || chain.length() > LONGEST) {
            return Optional.empty();
        }
        var part = PART.matcher(chain);
        Object object = null;
        int at = 0;
        while (at < chain.length()) {
            if (!part.region(at, chain.length()).lookingAt()) {
                return Optional.empty();
            }
            boolean called = part.group(2) != null;
            object = at == 0 ? root(part.group(1), called) : called ? step(object, part.group(1), part.group(3)) : null;
            if (object == null) {
                return Optional.empty();
            }
            at = part.end();
        }
        return chain.stripTrailing().endsWith(".") ? Optional.empty() : Optional.of(object);
    }

    private Object root(String name, boolean called) {
        if (called) {
            return name.equals("btf") ? kernelTypes() : null;
        }
        return evaluator.declarations().value(name).orElse(null);
    }

    private static Object kernelTypes() {
        try {
            return KernelBtf.vmlinux();
        } catch (BpfException none) {
            return null;
        }
    }

    private static Object step(Object object, String method, String argument) {
        try {
            return argument == null ? part(object, method) : part(object, method, argument);
        } catch (BpfException | IllegalStateException none) {
            return null;
        }
    }

    private static Object part(Object object, String method) {
        if (object instanceof BpfObject opened) {
            return switch (method) {
                case "bss", "data", "rodata" -> opened.section("." + method);
                case "btf" -> opened.btf();
                case "programs" -> new LinkedHashMap<>(opened.programs());
                case "maps" -> new LinkedHashMap<>(opened.maps());
                case "sections" -> new LinkedHashMap<>(opened.sections());
                default -> null;
            };
        } else if (object instanceof SkeletonObject skeleton) {
            return method.equals("object") ? skeleton.object() : null;
        } else if (object instanceof Globals globals) {
            return method.equals("map")
                    ? globals.map()
                    : method.equals("all") ? new LinkedHashMap<>(globals.all()) : null;
        } else if (object instanceof BpfMap map) {
            return method.equals("object") ? map.object() : null;
        } else if (object instanceof BpfProgram program) {
            return method.equals("object") ? program.object() : null;
        } else if (object instanceof BpfLink link) {
            return method.equals("program") ? link.program() : null;
        }
        return null;
    }

    private static Object part(Object object, String method, String argument) {
        if (object instanceof BpfObject opened) {
            return switch (method) {
                case "section" -> opened.section(argument);
                case "map" -> opened.map(argument);
                case "program" -> opened.program(argument);
                case "global" -> opened.global(argument);
                default -> null;
            };
        } else if (object instanceof Globals globals) {
            return method.equals("global") ? globals.global(argument) : null;
        } else if (object instanceof Global global) {
            return method.equals("at") ? global.at(argument) : null;
        } else if (object instanceof Struct struct) {
            return method.equals("get") || method.equals("getStruct") ? struct.get(argument) : null;
        } else if (object instanceof Map<?, ?> map) {
            return method.equals("get") && isPlain(map) && !(map instanceof SortedMap) ? map.get(argument) : null;
        }
        return null;
    }

    /** Whether looking into a map runs nothing but the JDK: what wraps another map may do anything. */
    static boolean isPlain(Map<?, ?> map) {
        return PLAIN_MAPS.contains(map.getClass())
                || map.getClass().getName().startsWith("java.util.ImmutableCollections$");
    }
}
