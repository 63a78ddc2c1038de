package io.jenkins.plugins.aps.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Prints which tests a build has left out, and why: a green build says by itself only that nothing failed. Each reason names what
 * would run them. It reads the XML reports of Surefire and Failsafe; those of earlier builds are left out by their time.
 * Public, as Maven calls it.
 */
public final class SkippedTestsReport {
    private int tests;
    private final Map<String, List<String>> skipped = new TreeMap<>();

    /** The time when the build began (ISO 8601), then folders of reports; those that are not there are passed over. */
    public static void main(String[] args) throws Exception {
        var report = new SkippedTestsReport();
        for (var folder : List.of(args).subList(1, args.length)) {
            report.read(Path.of(folder), Instant.parse(args[0]));
        }
        System.out.print(report.text());
    }

    void read(Path folder, Instant began) throws IOException, ParserConfigurationException, SAXException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (var file : files) {
                if (!Files.getLastModifiedTime(file).toInstant().isBefore(began)) {
                    read(file);
                }
            }
        }
    }

    private void read(Path file) throws IOException, ParserConfigurationException, SAXException {
        var cases = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            tests++;
            if (test.getElementsByTagName("skipped").item(0) instanceof Element skip) {
                var className = test.getAttribute("classname");
                skipped.computeIfAbsent(reason(skip), any -> new ArrayList<>())
                        .add(className.substring(className.lastIndexOf('.') + 1));
            }
        }
    }

    /** A condition's reason is an attribute; that of an assumption is the first line of the text, after JUnit's own words. */
    private static String reason(Element skip) {
        var message = skip.getAttribute("message");
        var reason = message.isEmpty()
                ? skip.getTextContent().lines().findFirst().orElse("").replaceFirst("^.*Assumption failed: ", "")
                : message;
        return reason.isEmpty() ? "no reason given" : reason;
    }

    /** Nothing where nothing was read. */
    String text() {
        if (tests == 0) {
            return "";
        }
        var left = skipped.values().stream().mapToInt(List::size).sum();
        if (left == 0) {
            return "All " + tests + " tests ran, none was skipped.%n".formatted();
        }
        var text = new StringBuilder("%d of %d tests were skipped:%n".formatted(left, tests));
        skipped.forEach((reason, classes) -> text.append("  %d: %s (%s)%n"
                .formatted(
                        classes.size(),
                        reason,
                        String.join(", ", classes.stream().distinct().sorted().toList()))));
        return text.toString();
    }
}
