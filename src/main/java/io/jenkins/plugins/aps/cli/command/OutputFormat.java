package io.jenkins.plugins.aps.cli.command;

/** How answers are printed. */
enum OutputFormat {
    /** For people. */
    TEXT,
    /** For programs: one JSON value on the standard output, nothing else there. */
    JSON
}
