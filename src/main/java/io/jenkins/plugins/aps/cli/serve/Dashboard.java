package io.jenkins.plugins.aps.cli.serve;

import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.rest.Answer;
import io.jenkins.plugins.aps.core.rest.RestApi;
import io.jenkins.plugins.aps.core.view.DashboardTexts;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The page at {@code /} and the files that it loads. They hold nothing secret and are told without a token: what the page
 * shows it asks of the API, which says who may.
 */
final class Dashboard {
    private static final String SHELL =
            """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>%2$s</title>
            <link rel="icon" href="dashboard/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="dashboard/standalone.css">
            <link rel="stylesheet" href="dashboard/aps.css">
            <script type="module" src="dashboard/main.js"></script>
            </head>
            <body>
            <header class="aps-header">%2$s</header>
            <main>
            <div id="aps-dashboard" data-host="alone" data-api="deployment-service" data-root="dashboard" data-texts="%3$s"></div>
            </main>
            </body>
            </html>
            """;

    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

    private final DashboardFiles files = new DashboardFiles();

    boolean has(String path) {
        return path.equals("/") || path.startsWith(DashboardFiles.FOLDER);
    }

    /**
     * @param path as it came, one that this {@link #has}
     * @param languages the header {@code Accept-Language}, or the empty string
     * @param held the header {@code If-None-Match}, or the empty string
     */
    Answer answer(String method, String path, String languages, String held) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return RestApi.readOnly(method);
        }
        if (path.equals("/")) {
            return shell(languages).answer(held);
        }
        return files.find(path)
                .map(file -> file.answer(held))
                .orElseGet(
                        () -> RestApi.refusal(new ApsException(ErrorCode.NOT_FOUND, "The dashboard has no such file")));
    }

    private static Page shell(String languages) {
        var texts = DashboardTexts.of(languages);
        var html = SHELL.formatted(texts.language(), escaped(texts.get("title")), escaped(texts.json()));
        return Page.of("text/html;charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Language", texts.language())
                .with("Vary", "Accept-Language");
    }

    /** For text and attributes. */
    private static String escaped(String text) {
        var html = new StringBuilder(text.length() + 100);
        for (int i = 0; i < text.length(); i++) {
            var each = text.charAt(i);
            html.append(ESCAPES.getOrDefault(each, String.valueOf(each)));
        }
        return html.toString();
    }
}
