package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Our views use what Jenkins 2.516.2 has; a tag that it lacks shows only when somebody opens the page. */
class JellyTagsTest {
    private static final String HEAD =
            "<?jelly escape-by-default='true'?><j:jelly xmlns:j='jelly:core' xmlns:f='/lib/form' xmlns:l='/lib/layout'>";

    private final JellyRules rules = new JellyRules(JenkinsApi.lines("jelly-tags-2.516.2.txt"));

    @Test
    void everyViewOfOursUsesWhatJenkinsHas() throws IOException {
        var faults = new ArrayList<String>();
        try (var files = Files.walk(CompiledClasses.folder())) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".jelly")).toList()) {
                faults.addAll(
                        rules.check(CompiledClasses.folder().relativize(file).toString(), Files.readString(file)));
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void everyTextOfOursIsShownWhole() throws IOException {
        var faults = new ArrayList<String>();
        var texts = 0;
        try (var files = Files.walk(CompiledClasses.folder())) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".jelly")).toList()) {
                var name = CompiledClasses.folder().relativize(file).toString();
                var text = Files.readString(file);
                texts += text.split("\\$\\{%", -1).length - 1;
                faults.addAll(JellyRules.cutTexts(name, text, messages(file)));
            }
        }

        assertThat(texts).isGreaterThan(50);
        assertThat(faults).isEmpty();
    }

    @Test
    void aTextWithParenthesesIsCutUnlessItIsAMessageWithArguments() {
        var text = "<f:entry title='${%Every (seconds)}'/><p>${%found(it.count)} ${%Releases}</p>";
        var messages = new Properties();
        messages.setProperty("found", "{0} found");

        assertThat(JellyRules.cutTexts("a.jelly", text, messages))
                .containsExactly("a.jelly: \"Every (seconds)\" is shown as \"Every \"");
    }

    @Test
    void aTagThatJenkinsLacksIsAFault() {
        assertThat(check("<l:settings-subpage/>"))
                .containsExactly("a.jelly: Jenkins has no tag <l:settings-subpage> (layout settings-subpage)");
    }

    @Test
    void aMissingRequiredAttributeIsAFault() {
        assertThat(check("<f:validateButton title='Test'/>"))
                .containsExactly("a.jelly: <f:validateButton> lacks method");
    }

    @Test
    void whatRunsInlineIsAFault() {
        assertThat(check("<a onclick='x()'/><style/><script>x()</script><p style='color: red'/><script src='x.js'/>"))
                .containsExactly(
                        "a.jelly: <a> has onclick",
                        "a.jelly: a style inside the page",
                        "a.jelly: a script inside the page",
                        "a.jelly: <p> has style");
    }

    @Test
    void aViewThatDoesNotEscapeIsAFault() {
        assertThat(rules.check("a.jelly", "<div/>"))
                .containsExactly("a.jelly doesn't begin with <?jelly escape-by-default='true'?>");
    }

    @Test
    void anUnknownCoreTagIsAFault() {
        assertThat(check("<j:foreach/>")).containsExactly("a.jelly: there is no tag <j:foreach> in jelly:core");
    }

    /** Of the properties file beside a view. */
    private static Properties messages(Path view) throws IOException {
        var messages = new Properties();
        var file = view.resolveSibling(view.getFileName().toString().replace(".jelly", ".properties"));
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                messages.load(in);
            }
        }
        return messages;
    }

    private List<String> check(String body) {
        return rules.check("a.jelly", HEAD + body + "</j:jelly>");
    }
}
