package io.jenkins.plugins.aps.cli.command;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Minutes as they are typed, also parts of one: {@code 15}, {@code 0.5}. */
final class Minutes implements ITypeConverter<Duration> {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(60_000);

    @Override
    public Duration convert(String typed) {
        if (typed.matches("[0-9]{7,}(\\.[0-9]+)?")) {
            throw new TypeConversionException("'" + typed + "' is too long a time: 999999 minutes at most");
        }
        // Short, as a huge exponent would make a huge number.
        if (!typed.matches("[0-9]{1,6}(\\.[0-9]{1,3})?")) {
            throw new TypeConversionException("'" + typed + "' is no number of minutes, such as 15 or 0.5");
        }
        var millis = new BigDecimal(typed).multiply(MILLIS).longValue();
        if (millis == 0) {
            throw new TypeConversionException("give it more than no time at all");
        }
        return Duration.ofMillis(millis);
    }
}
