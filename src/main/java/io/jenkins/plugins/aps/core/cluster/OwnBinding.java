package io.jenkins.plugins.aps.core.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Gives our account the rights that an application needs, in the application's own namespace, which is proven to be
 * that, where it lacks them and may bind the one ClusterRole that has them. Somebody with all rights binds nothing. Safe for many threads; blocks.
 */
final class OwnBinding {
    /** Of the ClusterRole, see docs/rbac.yaml. */
    static final String ROLE = "aps-deployer-application";
    /** Of the RoleBinding in each application's namespace. */
    static final String NAME = "aps-deployer";

    /** How long a new right may take until every API server knows it; seen are fractions of a second. */
    static final Duration SPREAD = Duration.ofSeconds(10);

    private static final Logger LOGGER = Logger.getLogger(OwnBinding.class.getName());
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int KEPT = 256;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Connection connection;
    private final ObjectReader reader;
    private final Reviews reviews;
    private final Consumer<String> given;
    private final LongSupplier nanoTime;
    /** Namespaces in which an operation will lack rights once it has made them. */
    private final Set<String> expected = ConcurrentHashMap.newKeySet();
    /** When a namespace's binding was last written: until it has spread, a refusal is none. */
    private final Map<String, Long> bound = latest();
    /** The UIDs of the namespaces that were shown to be ours: in no other is anything bound. */
    private final Map<String, String> proven = latest();

    /** @param given told the namespace in which we have just got our rights */
    OwnBinding(
            Connection connection,
            ObjectReader reader,
            Reviews reviews,
            Consumer<String> given,
            LongSupplier nanoTime) {
        this.connection = connection;
        this.reader = reader;
        this.reviews = reviews;
        this.given = given;
        this.nanoTime = nanoTime;
    }

    /** The namespace will need the binding as soon as it is there. */
    void expect(String namespace) {
        expected.add(namespace);
    }

    private static <V> Map<String, V> latest() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > KEPT;
            }
        });
    }

    /** This namespace, with this UID, is ours: by the record, or by what takes its place. */
    void proven(String namespace, String uid) {
        proven.put(namespace, uid);
    }

    /** The namespace is there, and ours. */
    void ready(String namespace, String uid) {
        proven(namespace, uid);
        if (expected.remove(namespace)) {
            give(namespace);
        }
    }

    /** What was lost in a namespace of ours is bound again, if that is possible. */
    void regain(String namespace) {
        try {
            lacksAndGives(namespace);
        } catch (ApsException e) {
            LOGGER.log(
                    Level.INFO,
                    "our rights in namespace {0} of cluster {1} are not what they should be: {2}",
                    new Object[] {namespace, connection.name(), e.getMessage()});
        }
    }

    /**
     * Does something in an application's namespace. Where we lack a right there and can give it to ourselves (somebody
     * removed the binding, or it has not spread yet), it is done again.
     */
    <T> T inside(String namespace, Supplier<T> work) {
        var until = nanoTime.getAsLong() + SPREAD.toNanos();
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (ApsException e) {
                if (e.code() != ErrorCode.NOT_ALLOWED
                        || nanoTime.getAsLong() >= until
                        || !(spreads(namespace) || lacksAndGives(namespace))) {
                    throw e;
                }
                pause(tries);
            }
        }
    }

    private boolean spreads(String namespace) {
        var when = bound.get(namespace);
        return when != null && nanoTime.getAsLong() - when < SPREAD.toNanos();
    }

    private boolean lacksAndGives(String namespace) {
        var rules = reviews.rules(namespace);
        if (rules.lacking(Need.OF_APPLICATION).isEmpty()
                || !rules.lacking(Need.OF_BINDING).isEmpty()
                || !isOurs(namespace)) {
            return false;
        }
        give(namespace);
        return true;
    }

    /** A refusal says nothing of whose a namespace is: another may have the name of ours by now. */
    private boolean isOurs(String namespace) {
        var uid = proven.get(namespace);
        return uid != null
                && reader.find(new ObjectRef("v1", "Namespace", "", namespace))
                        .map(HasMetadata::getMetadata)
                        .filter(live -> live.getDeletionTimestamp() == null)
                        .filter(live -> uid.equals(live.getUid()))
                        .isPresent();
    }

    /**
     * Whose rights the binding in a namespace gives, if neither our account's nor those of another one of our platform
     * namespace. Where our account may not write it, it takes it from nobody, and nothing is asked. It may not read it
     * either: an empty change, only tried, is answered with it.
     */
    Optional<String> another(String namespace) {
        if (!reviews.rules(namespace).lacking(Need.OF_BINDING).isEmpty()) {
            return Optional.empty();
        }
        var call = ApiCall.merge(ref(namespace), "{}").asDryRun();
        var answer = connection.send(call);
        if (answer.code() == 404) {
            return Optional.empty();
        }
        if (answer.code() == 403) {
            // We may write it: refused is what is in it, by the policy of docs/rbac.yaml.
            return Optional.of("an account that the cluster does not let us bind: "
                    + connection.error(call, answer).getMessage());
        }
        if (!answer.ok()) {
            throw connection.error(call, answer);
        }
        return others(answer);
    }

    private Optional<String> others(ApiAnswer answer) {
        var self = reviews.self();
        var ours = "system:serviceaccount:" + connection.settings().platformNamespace() + ":";
        try {
            var names = new TreeSet<String>();
            for (var subject : JSON.readTree(answer.body()).path("subjects")) {
                var name = subject.path("name").asText();
                var account = subject.path("kind").asText().equals("ServiceAccount");
                names.add(
                        account
                                ? "system:serviceaccount:"
                                        + subject.path("namespace").asText() + ":" + name
                                : name);
            }
            names.removeIf(name -> name.equals(self) || name.startsWith(ours));
            return names.isEmpty() ? Optional.empty() : Optional.of("'" + String.join("', '", names) + "'");
        } catch (JsonProcessingException e) {
            throw new ApsException(
                    ErrorCode.UNREACHABLE,
                    "cluster '" + connection.name() + "' answered with something else than JSON");
        }
    }

    private static ObjectRef ref(String namespace) {
        return new ObjectRef("rbac.authorization.k8s.io/v1", "RoleBinding", namespace, NAME);
    }

    private void give(String namespace) {
        var ref = ref(namespace);
        connection.ask(ApiCall.apply(ref, body(namespace, reviews.self()), false));
        bound.put(namespace, nanoTime.getAsLong());
        var until = nanoTime.getAsLong() + SPREAD.toNanos();
        for (int tries = 1; ; tries++) {
            var lacking = reviews.rules(namespace).lacking(Need.OF_APPLICATION);
            if (lacking.isEmpty()) {
                given.accept(namespace);
                return;
            }
            if (nanoTime.getAsLong() >= until) {
                var first = lacking.get(0);
                throw new ApsException(
                        ErrorCode.NOT_ALLOWED,
                        "our account at cluster '" + connection.name() + "' cannot "
                                + String.join(", ", first.verbs()) + " " + first + " in namespace '" + namespace
                                + "', although RoleBinding '" + NAME + "' there gives it ClusterRole '" + ROLE
                                + "': apply docs/rbac.yaml again");
            }
            pause(tries);
        }
    }

    private static String body(String namespace, String user) {
        var body = JSON.createObjectNode();
        body.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", "RoleBinding");
        var metadata = body.putObject("metadata").put("name", NAME).put("namespace", namespace);
        metadata.putObject("labels").put(Labels.MANAGED_BY, Labels.US).put(Labels.PART_OF, namespace);
        body.putObject("roleRef")
                .put("apiGroup", "rbac.authorization.k8s.io")
                .put("kind", "ClusterRole")
                .put("name", ROLE);
        subject(body.putArray("subjects").addObject(), user);
        return body.toString();
    }

    private static void subject(ObjectNode subject, String user) {
        var account = user.split(":", -1);
        if (account.length == 4 && user.startsWith("system:serviceaccount:")) {
            subject.put("kind", "ServiceAccount").put("namespace", account[2]).put("name", account[3]);
        } else {
            subject.put("apiGroup", "rbac.authorization.k8s.io")
                    .put("kind", "User")
                    .put("name", user);
        }
    }

    private void pause(int tries) {
        try {
            var millis = FIRST_PAUSE.toMillis() << Math.min(tries - 1, 10);
            Thread.sleep(Math.min(millis, LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApsException(
                    ErrorCode.UNREACHABLE, "interrupted while waiting for our rights at '" + connection.name() + "'");
        }
    }
}
