package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.Pluralize;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where objects are at an API server. */
final class ApiPath {
    private ApiPath() {}

    /** {@code /apis/apps/v1/namespaces/x/deployments/y}. */
    static String of(ObjectRef object) {
        return collection(object) + "/" + segment(object.name());
    }

    /** {@code /apis/apps/v1/namespaces/x/deployments}; without a namespace, that of all namespaces. */
    static String collection(ObjectRef object) {
        return collection(object, plural(object.kind()));
    }

    /** The same of a kind whose name in paths is known. */
    static String collection(ObjectRef object, String resource) {
        var root = object.apiVersion().contains("/") ? "/apis/" : "/api/";
        var namespace = object.namespace().isEmpty() ? "" : "/namespaces/" + segment(object.namespace());
        return root + object.apiVersion() + namespace + "/" + resource;
    }

    /** The resource as rights name it, for example {@code deployments.apps}. */
    static String resource(ObjectRef object) {
        return resource(plural(object.kind()), object.apiVersion());
    }

    /** The same of a kind whose name in paths is known. */
    static String resource(String plural, String apiVersion) {
        var group = group(apiVersion);
        return group.isEmpty() ? plural : plural + "." + group;
    }

    static String plural(String kind) {
        return Pluralize.toPlural(kind.toLowerCase(Locale.ROOT));
    }

    /** The group of an apiVersion; the empty string for the core group. */
    static String group(String apiVersion) {
        var slash = apiVersion.indexOf('/');
        return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    /** For a query or one segment of a path. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
