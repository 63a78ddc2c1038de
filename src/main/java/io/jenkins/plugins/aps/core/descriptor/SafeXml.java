package io.jenkins.plugins.aps.core.descriptor;

import io.jenkins.plugins.aps.core.model.OneLine;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML of others as a stream: no DTD, no entity but the five of XML itself, bounded. Safe for many threads. */
final class SafeXml {
    /** How the JDK's parser begins the reason; before it are the line and the column. */
    private static final String SAID = "Message: ";
    /** Characters of a reason. */
    private static final int LONGEST = 200;

    private SafeXml() {}

    /** Reads a whole file. False where it is broken; the problem is told. */
    static boolean read(ModelFile file, Visitor visitor, Problems problems) {
        return file.text(problems)
                .map(text -> read(file.path(), text, visitor, problems))
                .orElse(false);
    }

    private static boolean read(String path, String text, Visitor visitor, Problems problems) {
        XMLStreamReader reader = null;
        try {
            reader = factory().createXMLStreamReader(new StringReader(text));
            int depth = 0;
            int elements = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    problems.add(
                            path,
                            at(reader),
                            "doctype",
                            "it holds a document type or an entity, which could read files of the machine: remove it");
                    return false;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    if (++depth > ProjectLimits.DEPTH || ++elements > ProjectLimits.ELEMENTS) {
                        problems.add(
                                path,
                                at(reader),
                                "tooDeep",
                                "its elements are nested more than " + ProjectLimits.DEPTH + " deep, or are more than "
                                        + ProjectLimits.ELEMENTS);
                        return false;
                    }
                    visitor.start(reader, depth);
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    visitor.end(reader, depth--);
                } else if (event == XMLStreamConstants.CHARACTERS
                        || event == XMLStreamConstants.CDATA
                        || event == XMLStreamConstants.SPACE) {
                    visitor.text(reader.getText());
                }
            }
            return true;
        } catch (XMLStreamException | RuntimeException e) {
            var where = Optional.ofNullable(reader).map(SafeXml::at).orElse("");
            problems.add(
                    path,
                    where,
                    "invalidXml",
                    "it is not well-formed XML" + (where.isEmpty() ? "" : " at " + where) + why(e));
            return false;
        } finally {
            close(reader);
        }
    }

    /** What the parser says, after the place that it repeats. */
    private static String why(Exception error) {
        var message = error instanceof XMLStreamException ? String.valueOf(error.getMessage()) : "";
        int begin = message.indexOf(SAID);
        return begin < 0 ? "" : ": " + OneLine.of(message.substring(begin + SAID.length()), LONGEST);
    }

    static String at(XMLStreamReader reader) {
        var at = reader.getLocation();
        return at == null ? "" : at.getLineNumber() + ":" + at.getColumnNumber();
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever else is on the class path.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("no external entity is read");
        });
        return factory;
    }

    private static void close(XMLStreamReader reader) {
        if (reader != null) {
            try {
                reader.close();
            } catch (XMLStreamException e) {
                // Nothing is held but memory.
                return;
            }
        }
    }

    /** Sees the elements in the order of the file. */
    interface Visitor {
        void start(XMLStreamReader element, int depth);

        /** A part of the text of the element that was begun last and is not ended; there may be more of it. */
        default void text(String text) {}

        void end(XMLStreamReader element, int depth);
    }

    /** For files whose content is not looked at. */
    static final Visitor NOTHING = new Visitor() {
        @Override
        public void start(XMLStreamReader element, int depth) {}

        @Override
        public void end(XMLStreamReader element, int depth) {}
    };
}
