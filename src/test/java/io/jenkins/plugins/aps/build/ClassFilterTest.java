package io.jenkins.plugins.aps.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Jenkins permits our classes to be saved. The built jar itself is looked at by {@link HpiIT}. */
class ClassFilterTest {
    private static final String INNER_ENTRIES =
            "//plugin[artifactId='maven-jar-plugin']//execution[id='plugin-jar']//manifestEntries/*";

    @Test
    void theBuildMarksTheJarInsideThePluginAsAPlugins() throws Exception {
        assertThat(ClassFilterRules.fault(entries(INNER_ENTRIES))).isEmpty();
    }

    @Test
    void aJarWithoutANameOfAPluginIsRefused() {
        assertThat(ClassFilterRules.fault(Map.of("Plugin-Version", "1", "Implementation-Title", "APS Deployer")))
                .hasValue("The manifest has no Short-Name");
    }

    @Test
    void aJarWithoutAVersionOfAPluginIsRefused() {
        assertThat(ClassFilterRules.fault(Map.of("Short-Name", "aps-deployer", "Implementation-Version", "1")))
                .hasValue("The manifest has neither Plugin-Version nor Jenkins-Version");
    }

    @Test
    void oneOfBothVersionsIsEnough() {
        assertThat(ClassFilterRules.fault(Map.of("Short-Name", "aps-deployer", "Jenkins-Version", "2.516.2")))
                .isEmpty();
    }

    /** What the pom writes into a manifest. */
    private static Map<String, String> entries(String path) throws Exception {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        var found = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, pom, XPathConstants.NODESET);
        var entries = new TreeMap<String, String>();
        for (int i = 0; i < found.getLength(); i++) {
            entries.put(found.item(i).getNodeName(), found.item(i).getTextContent());
        }
        return entries;
    }
}
