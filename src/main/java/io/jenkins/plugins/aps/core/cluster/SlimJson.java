package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/**
 * JSON of watches, read without what no judgement asks for: who owns which field, templates, and what pods are made of.
 * That is most of each object, watches show many of them often, and all that are shown are kept in memory. Where
 * one of these is wanted, the object itself is read.
 */
final class SlimJson extends JsonFactory {
    private static final long serialVersionUID = 1;

    private static final Set<String> LEFT_OUT_OF_SPECS =
            Set.of("template", "volumes", "tolerations", "affinity", "securityContext");

    /** Names tell one container's status from another's, and the policy an init container from a sidecar. */
    private static final Set<String> ASKED_OF_CONTAINERS = Set.of("name", "restartPolicy");

    /** What fabric8 reads answers and events with. */
    @Override
    public JsonParser createParser(InputStream json) throws IOException {
        return new Parser(super.createParser(json));
    }

    private static boolean isLeftOut(String holder, String name) {
        return switch (holder) {
            case "metadata" -> name.equals("managedFields");
            case "spec" -> LEFT_OUT_OF_SPECS.contains(name);
            case "containers", "initContainers" -> !ASKED_OF_CONTAINERS.contains(name);
            default -> false;
        };
    }

    private static final class Parser extends JsonParserDelegate {
        Parser(JsonParser json) {
            super(json);
        }

        @Override
        public JsonToken nextToken() throws IOException {
            var token = delegate.nextToken();
            while (token == JsonToken.FIELD_NAME && isLeftOut(holder(), delegate.currentName())) {
                delegate.nextToken();
                delegate.skipChildren();
                token = delegate.nextToken();
            }
            return token;
        }

        /** The name of the object, or of the list of objects, whose field comes next; empty where there is none. */
        private String holder() {
            var around = delegate.getParsingContext().getParent();
            while (around != null && around.inArray()) {
                around = around.getParent();
            }
            return around == null || around.getCurrentName() == null ? "" : around.getCurrentName();
        }
    }
}
