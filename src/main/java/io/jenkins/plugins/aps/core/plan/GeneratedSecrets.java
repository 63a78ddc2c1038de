package io.jenkins.plugins.aps.core.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.jenkins.plugins.aps.core.model.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Passwords that nobody chooses. The plan only says that a Secret shall have generated values: it has the annotation
 * {@link #GENERATE} with the keys, and no data. Who writes it asks {@link #filled} for a body just before it is created;
 * one that exists already is kept, and the values made for nothing are forgotten.
 */
public final class GeneratedSecrets {
    /** Keys, separated by commas. It stays on the object, so that the body's hash and the object agree. */
    public static final String GENERATE = "aps.jenkins.io/generate";

    private GeneratedSecrets() {}

    /** The body with a value for each key that it asks for; any other body unchanged. */
    public static HasMetadata filled(HasMetadata body, Supplier<String> password) {
        var annotations = body.getMetadata().getAnnotations();
        if (!(body instanceof Secret secret) || annotations == null || !annotations.containsKey(GENERATE)) {
            return body;
        }
        var values = new TreeMap<String, String>();
        for (var key : annotations.get(GENERATE).split(",", -1)) {
            values.put(key, password.get());
        }
        return new SecretBuilder(secret).withStringData(values).build();
    }

    /** One Secret for each that the catalog's variables refer to, in the order of the services that first do. */
    static List<Secret> of(String application, Catalog catalog) {
        var seen = new TreeSet<String>();
        var planned = new ArrayList<Secret>();
        for (var service : catalog.services()) {
            for (var reference : new TreeSet<>(service.secretEnv().values())) {
                var name = SecretReference.of(reference).secret();
                if (seen.add(name)) {
                    planned.add(secret(application, name, service, keys(catalog, name)));
                }
            }
        }
        return planned;
    }

    private static Set<String> keys(Catalog catalog, String secret) {
        var keys = new TreeSet<String>();
        for (var service : catalog.services()) {
            service.secretEnv().values().stream().map(SecretReference::of).forEach(reference -> {
                if (reference.secret().equals(secret)) {
                    keys.add(reference.key());
                }
            });
        }
        return keys;
    }

    private static Secret secret(String application, String name, Catalog.Service owner, Set<String> keys) {
        var meta = Labels.meta(application, name, owner.name(), owner.component());
        meta.getAnnotations().put(GENERATE, String.join(",", keys));
        return new SecretBuilder()
                .withMetadata(meta)
                .withType("Opaque")
                .withImmutable(true)
                .build();
    }
}
