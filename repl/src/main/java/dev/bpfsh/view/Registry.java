// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Views by type. The most specific type that a value has wins: its class, then the interfaces of that, the nearest
 * first, then the class above. Of one type the user's view is before ours.
 */
final class Registry {
    private final Map<Class<?>, View<?>> own = new ConcurrentHashMap<>();
    private final Map<Class<?>, View<?>> users = new ConcurrentHashMap<>();
    /** What was found for classes, until a view comes or goes: a large value asks for each of its parts. */
    private volatile ClassValue<Optional<View<?>>> found = nothingYet();

    <T> Registry own(Class<? super T> type, View<T> view) {
        own.put(type, view);
        found = nothingYet();
        return this;
    }

    <T> void user(Class<T> type, View<? super T> view) {
        users.put(type, view);
        found = nothingYet();
    }

    /** True if the user had a view for this very type. */
    boolean remove(Class<?> type) {
        boolean had = users.remove(type) != null;
        found = nothingYet();
        return had;
    }

    void removeAll() {
        users.clear();
        found = nothingYet();
    }

    private ClassValue<Optional<View<?>>> nothingYet() {
        return new ClassValue<>() {
            @Override
            protected Optional<View<?>> computeValue(Class<?> type) {
                return Optional.ofNullable(find(type));
            }
        };
    }

    /** The view for a value, which takes values of its class. */
    @SuppressWarnings("unchecked")
    Optional<View<Object>> of(Object value) {
        return value == null ? Optional.empty() : (Optional<View<Object>>) (Optional<?>) found.get(value.getClass());
    }

    private View<?> find(Class<?> type) {
        for (var each = type; each != null; each = each.getSuperclass()) {
            var view = at(each);
            if (view == null) {
                view = atInterfaces(each);
            }
            if (view != null) {
                return view;
            }
        }
        return type.isArray() && !type.getComponentType().isPrimitive() ? at(Object[].class) : null;
    }

    private View<?> at(Class<?> type) {
        var view = users.get(type);
        return view != null ? view : own.get(type);
    }

    private View<?> atInterfaces(Class<?> type) {
        Queue<Class<?>> next = new ArrayDeque<>(Set.of(type));
        Set<Class<?>> seen = new HashSet<>();
        while (!next.isEmpty()) {
            for (var each : next.remove().getInterfaces()) {
                var view = seen.add(each) ? at(each) : null;
                if (view != null) {
                    return view;
                }
                next.add(each);
            }
        }
        return null;
    }
}
