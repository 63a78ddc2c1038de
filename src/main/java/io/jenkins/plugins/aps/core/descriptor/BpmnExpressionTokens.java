package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.descriptor.BpmnExpression.Malformed;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of an expression, one after the other. */
final class BpmnExpressionTokens {
    private static final Pattern NUMBER = Pattern.compile("(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[\\p{javaJavaIdentifierStart}][\\p{javaJavaIdentifierPart}]*");
    private static final Pattern SIGN = Pattern.compile("&&|\\|\\||[=!<>]=|[-+*/%()\\[\\]?:,.!<>}]");
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "empty", "instanceof");
    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");

    private final String text;
    private int at;
    private Token ahead;

    /** @param at where its inside begins */
    BpmnExpressionTokens(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Where the next <code>${</code> or <code>#{</code> is that is not escaped; negative where there is none. */
    static int begin(String text, int from) {
        for (int i = from; i < text.length() - 1; i++) {
            var c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if ((c == '$' || c == '#') && text.charAt(i + 1) == '{') {
                return i;
            }
        }
        return -1;
    }

    /** Where the text goes on behind the last token that was taken. */
    int end() {
        return at;
    }

    Token peek() throws Malformed {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    Token next() throws Malformed {
        var token = peek();
        ahead = null;
        return token;
    }

    boolean take(String sign) throws Malformed {
        if (!peek().is(sign)) {
            return false;
        }
        ahead = null;
        return true;
    }

    private Token read() throws Malformed {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token("", Kind.END);
        }
        var c = text.charAt(at);
        if (c == '\'' || c == '"') {
            return string(c);
        }
        var number = found(NUMBER, Kind.LITERAL);
        if (number != null) {
            return number;
        }
        var name = found(NAME, Kind.NAME);
        if (name != null) {
            return WORDS.contains(name.text)
                    ? new Token(name.text, Kind.SIGN)
                    : CONSTANTS.contains(name.text) ? new Token(name.text, Kind.LITERAL) : name;
        }
        var sign = found(SIGN, Kind.SIGN);
        if (sign == null) {
            throw new Malformed("it has '" + c + "'");
        }
        return sign;
    }

    private Token found(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            return null;
        }
        at = matcher.end();
        return new Token(matcher.group(), kind);
    }

    private Token string(char quote) throws Malformed {
        var begin = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\') {
                at++;
                if (at < text.length() && text.charAt(at) != '\\' && text.charAt(at) != quote) {
                    throw new Malformed("it has '\\" + text.charAt(at) + "' in a string");
                }
            }
            at++;
        }
        if (at >= text.length()) {
            throw new Malformed("a string in it has no end");
        }
        return new Token(text.substring(begin, at++), Kind.STRING);
    }

    /** What kind of thing a token is. */
    enum Kind {
        NAME,
        LITERAL,
        STRING,
        SIGN,
        END
    }

    /** One of them. */
    record Token(String text, Kind kind) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isName() {
            return kind == Kind.NAME;
        }

        boolean isString() {
            return kind == Kind.STRING;
        }

        boolean isLiteral() {
            return kind == Kind.LITERAL || kind == Kind.STRING;
        }
    }
}
