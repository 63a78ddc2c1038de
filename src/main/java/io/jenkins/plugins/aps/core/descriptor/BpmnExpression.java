package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.descriptor.BpmnExpressionTokens.Token;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a text is an expression of the unified expression language, as the engine parses it: text with {@code ${...}} or
 * {@code #{...}} in it. Nothing is evaluated.
 */
final class BpmnExpression {
    /** How deep it may be nested: a hostile one must not fill the stack. */
    private static final int DEPTH = 100;

    private static final Set<String> OPERATORS = Set.of(
            "||", "or", "&&", "and", "==", "eq", "!=", "ne", "<", "lt", "<=", "le", ">", "gt", ">=", "ge", "+", "-",
            "*", "/", "div", "%", "mod");
    private static final Set<String> SIGNS = Set.of("!", "not", "-", "empty");

    private final BpmnExpressionTokens tokens;
    private int depth;

    private BpmnExpression(BpmnExpressionTokens tokens) {
        this.tokens = tokens;
    }

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> problem(String text) {
        var whole = text.strip();
        int next = 0;
        char kind = 0;
        try {
            while ((next = BpmnExpressionTokens.begin(whole, next)) >= 0) {
                if (kind != 0 && whole.charAt(next) != kind) {
                    throw new Malformed("it mixes ${...} and #{...}");
                }
                kind = whole.charAt(next);
                var expression = new BpmnExpression(new BpmnExpressionTokens(whole, next + 2));
                expression.choice();
                expression.expect("}");
                next = expression.tokens.end();
            }
            return Optional.empty();
        } catch (Malformed e) {
            return Optional.of("'" + whole + "': " + e.getMessage());
        }
    }

    /** Where a name stands for something to be looked up when it runs. */
    static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    private void choice() throws Malformed {
        if (++depth > DEPTH) {
            throw new Malformed("it is nested too deep");
        }
        operation();
        if (tokens.take("?")) {
            choice();
            expect(":");
            choice();
        }
        depth--;
    }

    private void operation() throws Malformed {
        do {
            while (SIGNS.contains(tokens.peek().text()) && !tokens.peek().isString()) {
                tokens.next();
            }
            value();
        } while (OPERATORS.contains(tokens.peek().text()) && !tokens.peek().isString() && tokens.next() != null);
    }

    private void value() throws Malformed {
        Token first = tokens.next();
        if (first.isName()) {
            if (tokens.peek().is("(")) {
                throw new Malformed("it calls the function '" + first.text() + "', and there are no functions");
            }
        } else if (first.is("(")) {
            choice();
            expect(")");
        } else if (!first.isLiteral()) {
            throw unexpected(first);
        }
        while (true) {
            if (tokens.take(".")) {
                var name = tokens.next();
                if (!name.isName()) {
                    throw unexpected(name);
                }
            } else if (tokens.take("[")) {
                choice();
                expect("]");
            } else {
                return;
            }
            if (tokens.take("(") && !tokens.take(")")) {
                do {
                    choice();
                } while (tokens.take(","));
                expect(")");
            }
        }
    }

    private void expect(String text) throws Malformed {
        var found = tokens.next();
        if (!found.is(text)) {
            throw new Malformed(unexpected(found).getMessage() + ", where '" + text + "' should be");
        }
    }

    private static Malformed unexpected(Token found) {
        return new Malformed(found.text().isEmpty() ? "it ends too early" : "it has '" + found.text() + "'");
    }

    /** Says what is wrong. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
