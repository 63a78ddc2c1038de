package io.jenkins.plugins.aps.cli.input;

/** A file that holds one secret. */
public final class SecretFile {
    private SecretFile() {}

    /** Without the line break that editors put at the end; other white space may belong to the secret. */
    public static String strip(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
