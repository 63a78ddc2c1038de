package io.jenkins.plugins.aps.core.cluster;

import static io.jenkins.plugins.aps.core.cluster.StubApi.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an API server says of our rights, by rules that a test can change; the namespaces are {@code -} and real ones. */
final class RbacApi {
    private final Map<String, List<Need>> rules = new ConcurrentHashMap<>();
    private volatile List<Need> role = List.of();
    /** Whether an authorizer that lists no rules allows what a review of one right asks. */
    private volatile Predicate<String> otherwise = review -> false;

    private volatile String self = "system:serviceaccount:aps-platform:aps-deployer";
    /** As JSON; empty: there is none. */
    private volatile String namespace = "";

    /** Who we are. */
    RbacApi self(String name) {
        self = name;
        return this;
    }

    /**
     * The namespace 'holiday' is there.
     *
     * @param goesSince empty: it is not being deleted
     */
    RbacApi namespace(String uid, String goesSince) {
        var deleted = goesSince.isEmpty() ? "" : ",\"deletionTimestamp\":\"" + goesSince + "\"";
        namespace = "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"holiday\",\"uid\":\"" + uid
                + "\"" + deleted + "}}";
        return this;
    }

    /** Those of docs/rbac.yaml, before anything is deployed. */
    static RbacApi ofTheServiceAccount() {
        var everywhere = both(Need.OF_CLUSTER, Need.OF_BINDING);
        return new RbacApi()
                .allow(Reviews.EVERYWHERE, everywhere)
                .allow("aps-platform", both(everywhere, Need.OF_PLATFORM))
                .allow("holiday", everywhere)
                .role(Need.OF_APPLICATION);
    }

    RbacApi allow(String namespace, List<Need> needs) {
        rules.put(namespace, needs);
        return this;
    }

    RbacApi role(List<Need> needs) {
        role = needs;
        return this;
    }

    RbacApi otherwise(Predicate<String> review) {
        otherwise = review;
        return this;
    }

    static List<Need> both(List<Need> some, List<Need> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Without one verb of one resource. */
    static List<Need> without(List<Need> needs, String resource, String verb) {
        var left = new ArrayList<Need>();
        for (var need : needs) {
            left.add(
                    need.resource().equals(resource)
                            ? need.only(need.verbs().stream()
                                    .filter(each -> !each.equals(verb))
                                    .toList())
                            : need);
        }
        return left;
    }

    StubApi.Reply answer(StubApi.Asked asked) {
        if (asked.path().contains("/selfsubjectrulesreviews")) {
            var namespace = asked.body().replaceAll(".*\"namespace\":\"([^\"]*)\".*", "$1");
            return reply(
                    201, "{\"status\":{\"resourceRules\":" + json(rules.getOrDefault(namespace, List.of())) + "}}");
        }
        if (asked.path().contains("/selfsubjectaccessreviews")) {
            return reply(201, "{\"status\":{\"allowed\":" + otherwise.test(asked.body()) + "}}");
        }
        if (asked.path().contains("/selfsubjectreviews")) {
            return reply(201, "{\"status\":{\"userInfo\":{\"username\":\"" + self + "\"}}}");
        }
        if (asked.path().contains("/clusterroles/")) {
            return reply(200, "{\"kind\":\"ClusterRole\",\"rules\":" + json(role) + "}");
        }
        if (asked.path().endsWith("/namespaces/holiday") && !namespace.isEmpty()) {
            return reply(200, namespace);
        }
        return StubApi.status(404, "NotFound", "not found");
    }

    private static String json(List<Need> needs) {
        return needs.stream().map(RbacApi::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(Need need) {
        var names = need.name().isEmpty() ? "" : ",\"resourceNames\":[\"" + need.name() + "\"]";
        return "{\"apiGroups\":[\"" + need.group() + "\"],\"resources\":[\"" + need.resource() + "\"],\"verbs\":[\""
                + String.join("\",\"", need.verbs()) + "\"]" + names + "}";
    }
}
