package io.jenkins.plugins.aps.core.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Objects as an API server gave them, made comparable: what differs from run to run (identities, generated names, times)
 * is replaced by what doesn't, and what no rule looks at is left out.
 */
final class Capture {
    /** The earliest time in a capture becomes this one. */
    private static final Instant BEGIN = Instant.parse("2026-11-24T09:59:30Z");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    /** A pod that was refused has a name too, in the message. */
    private static final Pattern NEVER_MADE = Pattern.compile("(pods \\\\\"rb-[0-9a-f]+)-[a-z0-9]{5}\\b");

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Capture() {}

    static String text(List<HasMetadata> objects, String namespace) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> documents = new ArrayList<>();
        int number = 0;
        for (HasMetadata object : objects) {
            number++;
            if (object.getMetadata().getUid() != null) {
                names.put(object.getMetadata().getUid(), "u" + number);
            }
            if (object.getMetadata().getGenerateName() != null) {
                names.put(object.getMetadata().getName(), object.getMetadata().getGenerateName() + "p" + number);
            }
            object.getMetadata().setManagedFields(List.of());
            object.getMetadata().setResourceVersion(null);
            if (object instanceof Pod pod) {
                shorten(pod);
            }
            documents.add(YAML.asYaml(object).replaceFirst("^---\n", ""));
        }
        names.put(namespace, "a");
        String text = String.join("---\n", documents);
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return atFixedTime(NEVER_MADE.matcher(text).replaceAll("$1-p0"));
    }

    private static void shorten(Pod pod) {
        pod.getSpec().setTolerations(List.of());
        pod.getSpec().setVolumes(List.of());
        pod.getSpec().getContainers().forEach(container -> container.setVolumeMounts(List.of()));
    }

    private static String atFixedTime(String text) {
        Instant first = TIME.matcher(text)
                .results()
                .map(found -> Instant.parse(found.group()))
                .min(Instant::compareTo)
                .orElse(BEGIN);
        return TIME.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(BEGIN.plus(Duration.between(first, Instant.parse(found.group())))
                                .toString()));
    }
}
