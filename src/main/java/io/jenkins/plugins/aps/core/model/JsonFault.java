package io.jenkins.plugins.aps.core.model;

/** Why a text is no JSON that is taken, in words that hold nothing of the text: in a request, that could be a password. Pure. */
public final class JsonFault {
    private JsonFault() {}

    /**
     * A sentence's end, such as <i>it ends too early</i>.
     *
     * @param said Jackson's own words; null: none
     * @param depth how deep it may be nested
     */
    public static String reason(String said, int depth) {
        if (said == null) {
            return "a value can't be read";
        }
        if (said.startsWith("Duplicate field")) {
            return "it holds a field twice";
        }
        if (said.contains("nesting depth")) {
            return "it is nested more than " + depth + " deep";
        }
        if (said.startsWith("Trailing token")) {
            return "something follows after its end";
        }
        if (said.startsWith("Unexpected end-of-input")) {
            return "it ends too early";
        }
        if (said.startsWith("Unexpected character")) {
            return "an unexpected character, such as a missing quote, comma or bracket before it";
        }
        return said.contains("exceeds the maximum")
                ? "a name, number or text in it is too long"
                : "a value can't be read";
    }
}
