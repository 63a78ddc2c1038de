package io.jenkins.plugins.aps.build;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What a view must keep to: tags that Jenkins has, with the attributes that they require, and nothing that runs inline. */
final class JellyRules {
    private static final String ESCAPE = "<?jelly escape-by-default='true'?>";
    private static final Pattern TEXT = Pattern.compile("\\$\\{%([^}]*)}");
    private static final Set<String> NAMESPACES = Set.of("jelly:core", "jelly:stapler", "jelly:fmt", "jelly:xml");
    private static final Set<String> STAPLER = Set.of(
            "adjunct",
            "attribute",
            "bind",
            "body",
            "compress",
            "contentType",
            "documentation",
            "doctype",
            "findAncestor",
            "getOutput",
            "header",
            "include",
            "nbsp",
            "out",
            "redirect",
            "setHeader",
            "statusCode",
            "structuredMessageArgument",
            "structuredMessageFormat");
    private static final Set<String> CORE = Set.of(
            "arg",
            "break",
            "choose",
            "forEach",
            "if",
            "invokeStatic",
            "jelly",
            "new",
            "otherwise",
            "set",
            "when",
            "while");

    /** By library and tag ({@code form entry}): the attributes that are required. */
    private final Map<String, List<String>> tags = new HashMap<>();

    JellyRules(List<String> lines) {
        for (var line : lines) {
            var parts = line.split(" ", -1);
            var required = new ArrayList<String>();
            for (var attribute : parts[3].split(",")) {
                if (attribute.endsWith("!")) {
                    required.add(attribute.substring(0, attribute.length() - 1));
                }
            }
            tags.put(parts[1] + " " + parts[2], required);
        }
    }

    /**
     * The texts of a view ({@code ${%...}}) that Jenkins cuts: from an opening parenthesis on it reads arguments, which are shown
     * only where a message of that name, in the properties file beside the view, has places for them.
     *
     * @param messages of that file; empty where there is none
     */
    static List<String> cutTexts(String name, String text, Properties messages) {
        return TEXT.matcher(text)
                .results()
                .map(match -> match.group(1))
                .filter(key -> key.contains("("))
                .filter(key -> !messages.containsKey(key.substring(0, key.indexOf('('))))
                .map(key -> name + ": \"" + key + "\" is shown as \"" + key.substring(0, key.indexOf('(')) + "\"")
                .toList();
    }

    /** Everything that is wrong with one file, a sentence each. */
    List<String> check(String name, String text) {
        var faults = new ArrayList<String>();
        if (!text.startsWith(ESCAPE)) {
            faults.add(name + " doesn't begin with " + ESCAPE);
        }
        try {
            var factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            factory.newSAXParser().parse(new ByteArrayInputStream(bytes), new Checker(name, faults));
        } catch (Exception e) {
            faults.add(name + " isn't well-formed: " + e.getMessage());
        }
        return faults;
    }

    private final class Checker extends DefaultHandler {
        private final String name;
        private final List<String> faults;
        private boolean inScript;

        Checker(String name, List<String> faults) {
            this.name = name;
            this.faults = faults;
        }

        @Override
        public void startElement(String uri, String tag, String qualified, Attributes attributes) {
            if (uri.isEmpty()) {
                html(tag.toLowerCase(Locale.ROOT), attributes);
            } else if (uri.startsWith("/lib/")) {
                jenkins(uri.substring("/lib/".length()) + " " + tag, qualified, attributes);
            } else if (!NAMESPACES.contains(uri)
                    || (uri.equals("jelly:stapler") && !STAPLER.contains(tag))
                    || (uri.equals("jelly:core") && !CORE.contains(tag))) {
                faults.add(name + ": there is no tag <" + qualified + "> in " + uri);
            }
        }

        @Override
        public void characters(char[] text, int start, int length) {
            if (inScript && !new String(text, start, length).isBlank()) {
                faults.add(name + ": a script inside the page");
            }
        }

        @Override
        public void endElement(String uri, String tag, String qualified) {
            inScript = false;
        }

        private void jenkins(String key, String qualified, Attributes attributes) {
            var required = tags.get(key);
            if (required == null) {
                faults.add(name + ": Jenkins has no tag <" + qualified + "> (" + key + ")");
                return;
            }
            for (var attribute : required) {
                if (attributes.getIndex(attribute) < 0) {
                    faults.add(name + ": <" + qualified + "> lacks " + attribute);
                }
            }
        }

        private void html(String tag, Attributes attributes) {
            inScript = tag.equals("script");
            if (tag.equals("style")) {
                faults.add(name + ": a style inside the page");
            }
            for (int i = 0; i < attributes.getLength(); i++) {
                var attribute = attributes.getLocalName(i).toLowerCase(Locale.ROOT);
                if (attribute.equals("style") || attribute.startsWith("on")) {
                    faults.add(name + ": <" + tag + "> has " + attribute);
                }
            }
        }
    }
}
