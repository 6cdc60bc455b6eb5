// SPDX-License-Identifier: Apache-2.0
package dev.bpfsh.view;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of a value by names, if it is of a kind that has parts with names: it has a view of that kind,
 * is a record or a map from texts, or an object of the user's that has no text of its own.
 */
final class Rows {
    private Rows() {}

    static Optional<Row> of(Object value) {
        var row = Views.registered(value).flatMap(view -> view.row(value));
        return row.isPresent() || !isBean(value) ? row : fields(value);
    }

    /** The components of a record, unless it has a text of its own. */
    static Optional<Row> components(Record record) {
        return ownText(record) ? Optional.empty() : allComponents(record);
    }

    /** Whether it has a text that somebody wrote: that which the compiler makes is final. */
    static boolean ownText(Record record) {
        try {
            return !Modifier.isFinal(
                    record.getClass().getDeclaredMethod("toString").getModifiers());
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every record has it", e);
        }
    }

    /** The components of a record, unless one cannot be read. */
    static Optional<Row> allComponents(Record record) {
        var values = new LinkedHashMap<String, Object>();
        for (var component : record.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.setAccessible(true);
                values.put(component.getName(), accessor.invoke(record));
            } catch (ReflectiveOperationException | RuntimeException unreadable) {
                return Optional.empty();
            }
        }
        return Optional.of(new Row(values));
    }

    /** What is in a map, if its keys are texts. */
    static Optional<Row> ofMap(Map<?, ?> map, int most) {
        var values = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name) || values.size() == most) {
                return Optional.empty();
            }
            values.put(name, entry.getValue());
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Row(values));
    }

    // Fields, since reading them has no effect; a getter may have.
    private static boolean isBean(Object value) {
        if (value == null
                || value.getClass().getModule().isNamed()
                || value.getClass().isArray()
                || value.getClass().isSynthetic()
                || Views.isOwn(value)) {
            return false;
        }
        try {
            return value.getClass().getMethod("toString").getDeclaringClass() == Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has it", e);
        }
    }

    private static Optional<Row> fields(Object bean) {
        var values = new LinkedHashMap<String, Object>();
        for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                    values.putIfAbsent(field.getName(), field.get(bean));
                } catch (ReflectiveOperationException | RuntimeException unreadable) {
                    return Optional.empty();
                }
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Row(values));
    }
}
