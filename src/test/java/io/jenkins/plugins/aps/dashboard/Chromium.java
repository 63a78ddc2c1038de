package io.jenkins.plugins.aps.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real browser. From {@link #start} until {@link #close}, of one thread. */
public record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    private static final String DRIVER = "com.microsoft.playwright.impl.driver.jar.DriverJar";

    /** Without a sandbox that root can't have; and nothing of its own is asked of the Internet. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Why there is none. */
    public static Optional<String> obstacle() {
        try {
            Class.forName(DRIVER);
        } catch (ClassNotFoundException e) {
            return Optional.of("no browser was asked for: mvn verify -Pbrowser");
        }
        return program().isPresent()
                ? Optional.empty()
                : Optional.of("no Chromium: install Debian's package chromium, or name the program in CHROMIUM");
    }

    private static Optional<Path> program() {
        var named = System.getenv("CHROMIUM");
        return Stream.of(named == null ? "" : named, "/usr/bin/chromium", "/usr/bin/chromium-browser")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start() {
        // Its driver must not fetch browsers of its own.
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(program().orElseThrow())
                                .setArgs(FLAGS)));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
