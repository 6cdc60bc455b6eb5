// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.loader;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that can be called on an object and what belongs to it with no argument or simple ones, found by reflection: what
 * is added to the classes is among it by itself.
 */
final class PublicSurface {
    private static final int LARGEST_NUMBER = 4;

    /** What outlives the object, or is for the one who closes it. */
    private static final Set<String> NEVER =
            Set.of("pin", "close", "getClass", "hashCode", "wait", "notify", "notifyAll");

    /** A method of something that is alive. */
    record Call(Object target, Method method) {
        @Override
        public String toString() {
            return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                    + Arrays.toString(method.getParameterTypes());
        }
    }

    private final List<Call> calls = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Set<Object> parts = Collections.newSetFromMap(new IdentityHashMap<>());

    PublicSurface(BpfObject object) {
        names.addAll(object.programs().keySet());
        names.addAll(object.maps().keySet());
        names.addAll(object.sections().keySet());
        add(List.of(object));
        add(object.programs().values());
        add(object.maps().values());
        add(object.links());
        add(object.sections().values());
        for (var section : object.sections().values()) {
            names.addAll(section.all().keySet());
            add(section.all().values());
        }
    }

    private void add(Collection<?> targets) {
        parts.addAll(targets);
        for (var target : targets) {
            Stream.of(target.getClass().getMethods())
                    .filter(method -> !Modifier.isStatic(method.getModifiers())
                            && !NEVER.contains(method.getName())
                            && Stream.of(method.getParameterTypes()).allMatch(PublicSurface::isSimple))
                    .forEach(method -> calls.add(new Call(target, method)));
        }
    }

    private static boolean isSimple(Class<?> type) {
        return Set.of(String.class, int.class, long.class, boolean.class, Object.class)
                .contains(type);
    }

    List<Call> calls() {
        return calls;
    }

    /** Makes one call at random; what it throws is thrown. */
    void call(Call call, Random random) throws Throwable {
        var arguments = Stream.of(call.method.getParameterTypes())
                .map(type -> argument(type, random))
                .toArray();
        try {
            look(call.method.invoke(call.target, arguments));
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private Object argument(Class<?> type, Random random) {
        if (type == String.class) {
            return names.get(random.nextInt(names.size()));
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == long.class) {
            return (long) random.nextInt(LARGEST_NUMBER);
        }
        return random.nextInt(LARGEST_NUMBER);
    }

    private void look(Object result) throws Exception {
        if (result instanceof Collection<?> results) {
            for (var each : results) {
                giveBack(each);
            }
        } else if (!(result instanceof Map<?, ?>)) {
            String.valueOf(result);
            giveBack(result);
        }
    }

    // A link, a stream or a map that was opened is the caller's to close; the object and its parts are not.
    private void giveBack(Object result) throws Exception {
        if (result instanceof AutoCloseable resource && !parts.contains(result)) {
            resource.close();
        }
    }
}
