package io.jenkins.plugins.aps.jenkins;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes what a pipeline names from its arguments, through the members that Jenkins's data binding uses, as strictly. */
final class DataBinding {
    private DataBinding() {}

    static <T> T bind(Class<T> type, Map<String, ?> arguments) throws ReflectiveOperationException {
        var left = new LinkedHashMap<String, Object>(arguments);
        var constructor = constructor(type);
        var values = new ArrayList<>();
        for (var parameter : constructor.getParameters()) {
            if (!left.containsKey(parameter.getName())) {
                throw new IllegalArgumentException(type.getSimpleName() + " needs " + parameter.getName());
            }
            values.add(
                    converted(left.remove(parameter.getName()), parameter.getParameterizedType(), parameter.getName()));
        }
        var bound = type.cast(constructor.newInstance(values.toArray()));
        for (var argument : left.entrySet()) {
            set(bound, argument.getKey(), argument.getValue());
        }
        return bound;
    }

    /** Names of everything that can be given, the constructor's first. */
    static List<String> names(Class<?> type) {
        var names = new ArrayList<String>();
        for (var parameter : constructor(type).getParameters()) {
            names.add(parameter.getName());
        }
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (var method : each.getDeclaredMethods()) {
                if (isSetter(method)) {
                    names.add(Character.toLowerCase(method.getName().charAt(3))
                            + method.getName().substring(4));
                }
            }
            for (var field : each.getDeclaredFields()) {
                if (isSetter(field)) {
                    names.add(field.getName());
                }
            }
        }
        return names;
    }

    private static Constructor<?> constructor(Class<?> type) {
        for (var constructor : type.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                return constructor;
            }
        }
        throw new IllegalArgumentException(type + " has no constructor for data binding");
    }

    private static void set(Object bound, String name, Object value) throws ReflectiveOperationException {
        var setter = "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (var method : bound.getClass().getMethods()) {
            if (isSetter(method) && method.getName().equals(setter)) {
                method.invoke(bound, converted(value, method.getGenericParameterTypes()[0], name));
                return;
            }
        }
        for (var field : bound.getClass().getFields()) {
            if (isSetter(field) && field.getName().equals(name)) {
                field.set(bound, converted(value, field.getGenericType(), name));
                return;
            }
        }
        throw new IllegalArgumentException(
                bound.getClass().getSimpleName() + " knows no " + name + ", only " + names(bound.getClass()));
    }

    private static boolean isSetter(AnnotatedElement member) {
        return (member instanceof Method || member instanceof Field)
                && member.isAnnotationPresent(DataBoundSetter.class);
    }

    private static Object converted(Object value, Type type, String name) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            if (!(value instanceof List<?> given)) {
                throw wrong(value, type, name);
            }
            var converted = new ArrayList<>();
            given.forEach(element -> converted.add(converted(element, list.getActualTypeArguments()[0], name)));
            return converted;
        }
        if (value instanceof CharSequence text && type == String.class) {
            return text.toString();
        }
        boolean fits = type == int.class && value instanceof Integer
                || type == boolean.class && value instanceof Boolean
                || type instanceof Class<?> plain && plain.isInstance(value);
        if (!fits) {
            throw wrong(value, type, name);
        }
        return value;
    }

    private static IllegalArgumentException wrong(Object value, Type type, String name) {
        return new IllegalArgumentException(name + " wants " + type.getTypeName() + ", not "
                + (value == null ? "null" : value.getClass().getName()));
    }
}
