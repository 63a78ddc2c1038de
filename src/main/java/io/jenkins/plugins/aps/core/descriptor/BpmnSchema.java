package io.jenkins.plugins.aps.core.descriptor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * The schema of BPMN 2.0, as the engine carries it: the build takes it from the engine's own jar. Safe for many threads.
 */
final class BpmnSchema {
    private static final String FOLDER = "bpmn-schema/";
    private static final int MOST = 20;
    private static final Schema SCHEMA = load();

    private BpmnSchema() {}

    /**
     * Tells what the schema refuses. For a file that {@link SafeXml} has read without a problem: no DTD, of bounded size.
     *
     * @param bytes without a byte-order mark; the encoding that they declare counts, as for the engine
     * @return whether it refuses nothing
     */
    static boolean check(String path, byte[] bytes, Problems problems) {
        var told = new Told(path, problems);
        try {
            var validator = SCHEMA.newValidator();
            validator.setErrorHandler(told);
            validator.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            validator.validate(new SAXSource(reader(), new InputSource(new ByteArrayInputStream(bytes))));
        } catch (SAXParseException e) {
            told.add(e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            told.add("", e.getMessage());
        }
        return told.none();
    }

    private static XMLReader reader() throws SAXException, ParserConfigurationException {
        var factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newSAXParser().getXMLReader();
    }

    private static Schema load() {
        try {
            var factory = SchemaFactory.newDefaultInstance();
            // Its parts lie beside it; nothing is fetched.
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file,jar:file");
            return factory.newSchema(BpmnSchema.class.getResource(FOLDER + "BPMN20.xsd"));
        } catch (SAXException e) {
            throw new IllegalStateException("The schema of BPMN is not in the package: " + e.getMessage(), e);
        }
    }

    private static final class Told implements ErrorHandler {
        private final String path;
        private final Problems problems;
        private final Set<String> seen = new LinkedHashSet<>();

        Told(String path, Problems problems) {
            this.path = path;
            this.problems = problems;
        }

        boolean none() {
            return seen.isEmpty();
        }

        void add(SAXParseException e) {
            add(e.getLineNumber() + ":" + e.getColumnNumber(), e.getMessage());
        }

        void add(String at, String message) {
            // Each wrong value is told twice: as a value, and as the attribute's.
            if (message.startsWith("cvc-attribute.3") || message.startsWith("cvc-type.3.1.3")) {
                return;
            }
            if (seen.add(at + message) && seen.size() <= MOST) {
                problems.add(path, at, "invalidBpmn", BpmnSchemaWords.of(message));
            }
        }

        @Override
        public void warning(SAXParseException e) {
            // The engine loads the file all the same.
        }

        @Override
        public void error(SAXParseException e) {
            add(e);
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            add(e);
            throw e;
        }
    }
}
