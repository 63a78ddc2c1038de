package io.jenkins.plugins.aps.acceptance;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A build that was started.
 *
 * @param path of it, relative to the root, with a slash at its end
 */
record Build(JenkinsHttp as, String path) {
    /**
     * Starts a job and waits until its build has a number.
     *
     * @param job its path, as {@code job/folder/job/name/}
     * @param query as {@code ?token=T}, or empty
     */
    static Build start(JenkinsHttp as, String job, String query) throws Exception {
        var reply = as.postForm(job + "build" + (query.isEmpty() ? "?delay=0sec" : query + "&delay=0sec"), "");
        var item = reply.expect(201, 303).location();
        Check.contains(item, "/queue/item/", "the Location of a started build");
        var queued = path(item) + "api/json";
        return Await.until("the build of " + job + " to leave the queue", Duration.ofSeconds(90), () -> {
            var json = as.get(queued).json();
            Check.that(!json.path("cancelled").asBoolean(), "the queued build was cancelled");
            var url = json.path("executable").path("url").asText();
            return url.isEmpty() ? Optional.empty() : Optional.of(new Build(as, path(url)));
        });
    }

    /** Its result, as {@code SUCCESS}, once it has ended. */
    String result(Duration limit) throws Exception {
        return Await.until("the end of " + path, limit, () -> {
            var json = as.get(path + "api/json?tree=building,result").json();
            var result = json.path("result").asText("");
            return json.path("building").asBoolean() || result.isEmpty() || result.equals("null")
                    ? Optional.empty()
                    : Optional.of(result);
        });
    }

    String console() throws Exception {
        return as.get(path + "consoleText").expect(200).body();
    }

    /** Waits until its console has this. */
    void awaitConsole(String regex, Duration limit) throws Exception {
        var pattern = java.util.regex.Pattern.compile(regex);
        Await.until("\"" + regex + "\" in the console of " + path, limit, () -> {
            var text = console();
            Check.that(
                    !text.contains("\nFinished: "),
                    "the build ended before its console had \"" + regex + "\": " + text);
            return pattern.matcher(text).find() ? Optional.of(true) : Optional.empty();
        });
    }

    void stop() throws Exception {
        as.postForm(path + "stop", "").expect(200, 302, 303);
    }

    private static String path(String url) {
        var path = URI.create(url).getPath().replaceFirst("^/", "");
        return path.endsWith("/") ? path : path + "/";
    }
}
