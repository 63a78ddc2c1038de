package io.jenkins.plugins.aps.jenkins.config;

import hudson.util.FormValidation;

/**
 * What a form is told about a field.
 *
 * @param kind how bad it is
 * @param message empty where there is nothing to say
 */
record Finding(Kind kind, String message) {
    static final Finding FINE = new Finding(Kind.OK, "");

    /** How bad it is. */
    enum Kind {
        OK,
        WARNING,
        ERROR
    }

    static Finding ok(String message) {
        return new Finding(Kind.OK, message);
    }

    static Finding warning(String message) {
        return new Finding(Kind.WARNING, message);
    }

    static Finding error(String message) {
        return new Finding(Kind.ERROR, message);
    }

    /** As the page shows it; Jenkins escapes the message. */
    FormValidation validation() {
        return switch (kind) {
            case OK -> message.isEmpty() ? FormValidation.ok() : FormValidation.ok(message);
            case WARNING -> FormValidation.warning(message);
            case ERROR -> FormValidation.error(message);
        };
    }
}
