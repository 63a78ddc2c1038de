package io.jenkins.plugins.aps.cli.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Enums as they are typed: in lower case.
 *
 * @param <E> the enum
 */
record LowerCase<E extends Enum<E>>(Class<E> type) implements ITypeConverter<E> {
    @Override
    public E convert(String typed) {
        for (var constant : type.getEnumConstants()) {
            if (name(constant).equals(typed)) {
                return constant;
            }
        }
        var names = Arrays.stream(type.getEnumConstants()).map(LowerCase::name).collect(Collectors.joining(", "));
        throw new TypeConversionException("'" + typed + "' is none of " + names);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
