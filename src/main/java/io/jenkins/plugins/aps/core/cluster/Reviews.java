package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.util.Optional;
import java.util.Set;

/** Asks the cluster who we are and what we may do. Everybody may ask that of themselves. Safe for many threads. */
final class Reviews {
    /** No namespace can have this name, hence none has rights of its own in it: what is allowed there is everywhere. */
    static final String EVERYWHERE = "-";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ANYBODY = Set.of("system:anonymous", "system:unauthenticated");
    private static final String AUTHORIZATION = "authorization.k8s.io/v1";

    private final Connection connection;

    Reviews(Connection connection) {
        this.connection = connection;
    }

    /** What rules allow us in a namespace, those of the whole cluster included; one request for all rights. */
    Rules rules(String namespace) {
        var review = review(AUTHORIZATION, "SelfSubjectRulesReview");
        review.putObject("spec").put("namespace", namespace);
        return new Rules(answer(review).path("status").path("resourceRules"));
    }

    /** Whether what is watched may be watched in a namespace, or {@link #EVERYWHERE}; where there is no answer, yes. */
    boolean mayWatch(String namespace) {
        try {
            var lacking = rules(namespace).lacking(Need.OF_WATCHES);
            var scope = namespace.equals(EVERYWHERE) ? "" : namespace;
            return lacking.isEmpty()
                    || allowed(lacking.get(0), lacking.get(0).verbs().get(0), scope);
        } catch (ApsException e) {
            return true;
        }
    }

    /** What a ClusterRole allows; empty where there is none or we may not read it. */
    Optional<Rules> role(String name) {
        var ref = new ObjectRef("rbac.authorization.k8s.io/v1", "ClusterRole", "", name);
        var call = ApiCall.get(ref);
        var answer = connection.send(call);
        if (answer.code() == 404 || answer.code() == 403) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return Optional.of(new Rules(parse(answer).path("rules")));
    }

    /**
     * The user name that the cluster knows us by, for example {@code system:serviceaccount:aps-platform:aps-deployer}.
     *
     * @throws ApsException {@code notAllowed} if it is nobody's account: what is given to that is given to others
     */
    String self() {
        var name = answer(review("authentication.k8s.io/v1", "SelfSubjectReview"))
                .path("status")
                .path("userInfo")
                .path("username")
                .asText("");
        if (name.isEmpty()) {
            throw new ApsException(
                    ErrorCode.NOT_ALLOWED, "cluster '" + connection.name() + "' does not tell who our account is");
        }
        if (name.startsWith("system:") && !name.startsWith("system:serviceaccount:")) {
            throw new ApsException(
                    ErrorCode.NOT_ALLOWED,
                    "cluster '" + connection.name() + "' knows our account as '" + name + "', which is "
                            + (ANYBODY.contains(name)
                                    ? "everybody without a credential"
                                    : "a part of Kubernetes itself (a node, for example)")
                            + ": no rights in an application's namespace are given to that. Set the credential of an"
                            + " account of the deployer's own (docs/kubernetes.md)");
        }
        return name;
    }

    /**
     * Whether one right is ours, whichever authorizer gives it.
     *
     * @param namespace empty: at cluster scope
     */
    boolean allowed(Need need, String verb, String namespace) {
        var review = review(AUTHORIZATION, "SelfSubjectAccessReview");
        var asked = review.putObject("spec").putObject("resourceAttributes");
        var slash = need.resource().indexOf('/');
        asked.put("verb", verb)
                .put("group", need.group())
                .put("resource", slash < 0 ? need.resource() : need.resource().substring(0, slash));
        if (slash >= 0) {
            asked.put("subresource", need.resource().substring(slash + 1));
        }
        if (!need.name().isEmpty()) {
            asked.put("name", need.name());
        }
        if (!namespace.isEmpty()) {
            asked.put("namespace", namespace);
        }
        // No answer to the question is not taken as a no.
        return answer(review).path("status").path("allowed").asBoolean(true);
    }

    private static ObjectNode review(String apiVersion, String kind) {
        return JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
    }

    private JsonNode answer(ObjectNode review) {
        var ref = new ObjectRef(
                review.path("apiVersion").asText(), review.path("kind").asText(), "", "");
        return parse(connection.ask(ApiCall.create(ref, review.toString())));
    }

    private JsonNode parse(ApiAnswer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new ApsException(
                    ErrorCode.UNREACHABLE,
                    "cluster '" + connection.name() + "' answered a review of access with something else than JSON");
        }
    }
}
