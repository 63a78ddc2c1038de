package io.jenkins.plugins.aps.core.rest;

import io.jenkins.plugins.aps.core.model.Access;
import io.jenkins.plugins.aps.core.model.Descriptor;
import io.jenkins.plugins.aps.core.model.Principals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A descriptor in the deployment service's shape: what docs/contracts.md calls {@code schemaVersion} 1. */
final class DescriptorJson {
    private DescriptorJson() {}

    static LinkedHashMap<String, Object> of(Descriptor descriptor) {
        var map = new LinkedHashMap<String, Object>();
        map.put("schemaVersion", 1);
        map.put("name", descriptor.name());
        map.put("repository", descriptor.repository());
        map.put("projectName", descriptor.projectName());
        map.put("releaseId", descriptor.releaseId());
        map.put("releaseVersion", String.valueOf(descriptor.releaseVersion()));
        map.put("commit", descriptor.commit());
        map.put("security", security(descriptor.access()));
        map.put("infrastructure", infrastructure(descriptor));
        var variables = new LinkedHashMap<String, Object>();
        var secrets = new LinkedHashMap<String, Object>();
        for (var connector : descriptor.connectors()) {
            if (!connector.variables().isEmpty()) {
                variables.put(connector.name(), new LinkedHashMap<>(connector.variables()));
            }
            if (!connector.secrets().isEmpty()) {
                var ids = new LinkedHashMap<String, Object>();
                connector.secrets().forEach((name, id) -> ids.put(name, one("credentialsId", id)));
                secrets.put(connector.name(), ids);
            }
        }
        map.put("variables", one("connectors", variables));
        map.put("secrets", one("connectors", secrets));
        if (!descriptor.defaults().isEmpty()) {
            map.put("defaults", defaults(descriptor.defaults()));
        }
        return map;
    }

    /** What of it nobody asked for: another release brings its own. */
    private static LinkedHashMap<String, Object> defaults(Descriptor.Defaults defaults) {
        var users = one("users", new ArrayList<>(defaults.users().users()));
        users.put("groups", new ArrayList<>(defaults.users().groups()));
        var connectors = new LinkedHashMap<String, Object>();
        defaults.connectors().forEach((name, each) -> {
            var connector = one("template", each.template());
            connector.put("variables", new ArrayList<>(each.variables()));
            connectors.put(name, connector);
        });
        var map = one("users", users);
        map.put("connectors", connectors);
        return map;
    }

    static List<Object> security(Access access) {
        return new ArrayList<>(
                List.of(role(Roles.ADMINISTRATORS, access.administrators()), role(Roles.USERS, access.users())));
    }

    private static LinkedHashMap<String, Object> infrastructure(Descriptor descriptor) {
        var connectors = new LinkedHashMap<String, Object>();
        descriptor.connectors().forEach(each -> connectors.put(each.name(), choice(each.template(), each.image())));
        var uis = new LinkedHashMap<String, Object>();
        descriptor.uis().forEach(each -> uis.put(each.name(), choice(each.template(), each.image())));
        var infrastructure = new LinkedHashMap<String, Object>();
        infrastructure.put("connectors", connectors);
        infrastructure.put("uis", uis);
        infrastructure.put("runtimeVersion", descriptor.runtimeVersion());
        return infrastructure;
    }

    private static LinkedHashMap<String, Object> choice(String template, String image) {
        var choice = new LinkedHashMap<String, Object>();
        if (!template.isEmpty()) {
            choice.put("template", template);
        }
        if (!image.isEmpty()) {
            choice.put("image", image);
        }
        return choice;
    }

    private static LinkedHashMap<String, Object> role(String role, Principals principals) {
        var map = new LinkedHashMap<String, Object>();
        map.put("role", role);
        map.put("users", new ArrayList<>(principals.users()));
        map.put("groups", new ArrayList<>(principals.groups()));
        return map;
    }

    private static LinkedHashMap<String, Object> one(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }
}
