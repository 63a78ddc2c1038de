package io.jenkins.plugins.aps.cli.output;

import java.io.PrintStream;

/** Lines that stay, and on a terminal one below them that is written over. Safe for many threads. */
public final class Lines {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final Style style;
    private boolean live;

    public Lines(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    /** A line that stays. */
    public synchronized void print(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /** The line that is written over; nothing where there is no terminal. It must hold no line break. */
    public synchronized void live(String line) {
        if (style.live()) {
            out.print(CLEAR + fit(line));
            out.flush();
            live = true;
        }
    }

    /** Removes the line that is written over. */
    public synchronized void clear() {
        if (live) {
            out.print(CLEAR);
            out.flush();
            live = false;
        }
    }

    /** Cuts what would wrap, as only the last row of a wrapped line could be cleared; colors take no room. */
    private String fit(String line) {
        int room = style.width() - 1;
        int shown = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\u001b') {
                i = line.indexOf('m', i);
            } else if (++shown > room) {
                return line.substring(0, i) + (style.color() ? "\u001b[0m" : "");
            }
        }
        return line;
    }
}
