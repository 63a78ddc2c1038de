package io.jenkins.plugins.aps.cli.serve;

import java.util.Locale;

/** Addresses and names that only this machine reaches. */
public final class Loopback {
    private Loopback() {}

    /** Without asking a name server, whose answer somebody else may have written. */
    public static boolean is(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || name.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");
    }
}
