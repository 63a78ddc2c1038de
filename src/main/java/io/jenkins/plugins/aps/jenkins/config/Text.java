package io.jenkins.plugins.aps.jenkins.config;

/** What people type into fields: forms send the empty string, data binding may send null. */
final class Text {
    private Text() {}

    static String of(String typed, String whenBlank) {
        return typed == null || typed.isBlank() ? whenBlank : typed.strip();
    }

    static String withoutSlash(String url) {
        return url.endsWith("/") ? withoutSlash(url.substring(0, url.length() - 1)) : url;
    }
}
