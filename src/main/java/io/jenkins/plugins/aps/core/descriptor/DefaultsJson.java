package io.jenkins.plugins.aps.core.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.Descriptor.ConnectorDefaults;
import io.jenkins.plugins.aps.core.model.Descriptor.Defaults;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a recorded descriptor nobody asked for; older records don't tell, and then everything counts as asked for. */
final class DefaultsJson {
    private DefaultsJson() {}

    static void write(Defaults defaults, ObjectNode json) {
        var users = json.putObject("users");
        defaults.users().users().forEach(users.putArray("users")::add);
        defaults.users().groups().forEach(users.putArray("groups")::add);
        var connectors = json.putObject("connectors");
        defaults.connectors().forEach((name, each) -> {
            var connector = connectors.putObject(name).put("template", each.template());
            each.variables().forEach(connector.putArray("variables")::add);
        });
    }

    static Defaults read(JsonNode json) {
        var connectors = new TreeMap<String, ConnectorDefaults>();
        json.path("connectors")
                .properties()
                .forEach(each -> connectors.put(
                        each.getKey(),
                        new ConnectorDefaults(
                                each.getValue().path("template").asBoolean(),
                                new TreeSet<>(texts(each.getValue().path("variables"))))));
        var users = json.path("users");
        return new Defaults(new Principals(texts(users.path("users")), texts(users.path("groups"))), connectors);
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
