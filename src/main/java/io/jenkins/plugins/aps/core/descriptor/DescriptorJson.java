package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.descriptor.StrictJson.Malformed;
import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The descriptor as JSON, {@code schemaVersion} 1 of the contracts; it names credentials and never holds what is in them.
 * The same descriptor is always the same text.
 */
public final class DescriptorJson {
    static final int SCHEMA_VERSION = 1;
    static final String ADMINISTRATORS = "ACTIVITI_ADMIN";
    static final String USERS = "ACTIVITI_USER";

    private DescriptorJson() {}

    public static String write(Descriptor descriptor) {
        var json = StrictJson.mapper().createObjectNode();
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("name", descriptor.name());
        json.put("repository", descriptor.repository());
        json.put("projectName", descriptor.projectName());
        json.put("releaseId", descriptor.releaseId());
        json.put("releaseVersion", String.valueOf(descriptor.releaseVersion()));
        json.put("commit", descriptor.commit());
        var security = json.putArray("security");
        role(security, ADMINISTRATORS, descriptor.access().administrators());
        role(security, USERS, descriptor.access().users());
        var infrastructure = json.putObject("infrastructure");
        var connectors = infrastructure.putObject("connectors");
        var uis = infrastructure.putObject("uis");
        infrastructure.put("runtimeVersion", descriptor.runtimeVersion());
        var variables = json.putObject("variables").putObject("connectors");
        var secrets = json.putObject("secrets").putObject("connectors");
        for (var each : descriptor.connectors()) {
            choice(connectors.putObject(each.name()), each.template(), each.image());
            if (!each.variables().isEmpty()) {
                var given = variables.putObject(each.name());
                each.variables().forEach(given::put);
            }
            if (!each.secrets().isEmpty()) {
                var given = secrets.putObject(each.name());
                each.secrets().forEach((name, id) -> given.putObject(name).put("credentialsId", id));
            }
        }
        descriptor.uis().forEach(each -> choice(uis.putObject(each.name()), each.template(), each.image()));
        if (!descriptor.defaults().isEmpty()) {
            DefaultsJson.write(descriptor.defaults(), json.putObject("defaults"));
        }
        try {
            return StrictJson.mapper().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static void role(ArrayNode security, String role, Principals principals) {
        var entry = security.addObject().put("role", role);
        principals.users().forEach(entry.putArray("users")::add);
        principals.groups().forEach(entry.putArray("groups")::add);
    }

    private static void choice(ObjectNode to, String template, String image) {
        if (!template.isEmpty()) {
            to.put("template", template);
        }
        if (!image.isEmpty()) {
            to.put("image", image);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws ApsException {@code internal} if it is not that: a record was damaged, or a later version wrote it
     */
    public static Descriptor read(String text) {
        JsonNode json;
        try {
            json = StrictJson.parse(text);
        } catch (Malformed e) {
            throw new ApsException(ErrorCode.INTERNAL, "a recorded descriptor can't be read: " + e.sentence(), e);
        }
        if (json.path("schemaVersion").asInt() != SCHEMA_VERSION) {
            throw new ApsException(
                    ErrorCode.INTERNAL,
                    "a recorded descriptor has schemaVersion "
                            + json.path("schemaVersion").asText() + ", and only " + SCHEMA_VERSION
                            + " is known: a later version of this program wrote it");
        }
        var infrastructure = json.path("infrastructure");
        var connectors = new ArrayList<Descriptor.Connector>();
        infrastructure.path("connectors").properties().forEach(each -> {
            var variables = new LinkedHashMap<String, String>();
            var secrets = new LinkedHashMap<String, String>();
            json.path("variables")
                    .path("connectors")
                    .path(each.getKey())
                    .properties()
                    .forEach(one -> variables.put(one.getKey(), one.getValue().asText()));
            json.path("secrets")
                    .path("connectors")
                    .path(each.getKey())
                    .properties()
                    .forEach(one -> secrets.put(
                            one.getKey(), one.getValue().path("credentialsId").asText()));
            connectors.add(new Descriptor.Connector(
                    each.getKey(),
                    each.getValue().path("template").asText(""),
                    each.getValue().path("image").asText(""),
                    variables,
                    secrets));
        });
        var uis = new ArrayList<Descriptor.Ui>();
        infrastructure
                .path("uis")
                .properties()
                .forEach(each -> uis.add(new Descriptor.Ui(
                        each.getKey(),
                        each.getValue().path("template").asText(""),
                        each.getValue().path("image").asText(""))));
        return new Descriptor(
                json.path("name").asText(""),
                json.path("repository").asText(""),
                json.path("projectName").asText(""),
                json.path("releaseId").asText(""),
                json.path("releaseVersion").asInt(),
                json.path("commit").asText(""),
                new Access(principals(json, ADMINISTRATORS), principals(json, USERS)),
                connectors,
                uis,
                infrastructure.path("runtimeVersion").asText(""),
                DefaultsJson.read(json.path("defaults")));
    }

    private static Principals principals(JsonNode json, String role) {
        for (var entry : json.path("security")) {
            if (entry.path("role").asText().equals(role)) {
                return new Principals(texts(entry.path("users")), texts(entry.path("groups")));
            }
        }
        return Principals.NONE;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Unchecked view of a map's text, for {@link DescriptorText}. */
    static String object(Map<String, String> variables) {
        var json = StrictJson.mapper().createObjectNode();
        variables.forEach(json::put);
        return json.toString();
    }
}
