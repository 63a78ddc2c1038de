package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventList;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.OneLine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What a person would look up when something does not start: events and logs. Nobody depends on it: it never throws. */
final class EventsAndLogs {
    private static final Logger LOGGER = Logger.getLogger(EventsAndLogs.class.getName());
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_LOG = 64 * 1024;

    /** The kinds that a controller makes for an object, named after it. */
    private static final Map<String, Set<String>> MADE_FOR = Map.of(
            "Deployment", Set.of("ReplicaSet", "Pod"),
            "StatefulSet", Set.of("Pod", "PersistentVolumeClaim"),
            "ReplicaSet", Set.of("Pod"),
            "DaemonSet", Set.of("Pod"),
            "Job", Set.of("Pod"));

    private final Connection connection;
    private final ObjectReader reader;

    EventsAndLogs(Connection connection, ObjectReader reader) {
        this.connection = connection;
        this.reader = reader;
    }

    List<String> events(String namespace, String kind, String name, int most) {
        try {
            var of = new ObjectRef("v1", "Event", namespace, "");
            var found = reader.list(of, EventList.class, "").stream()
                    .map(Event.class::cast)
                    .filter(event -> concerns(event, kind, name))
                    .sorted(Comparator.comparing(EventsAndLogs::time))
                    .map(EventsAndLogs::line)
                    .toList();
            return found.subList(Math.max(0, found.size() - most), found.size());
        } catch (ApsException e) {
            LOGGER.log(Level.FINE, "no events of {0}/{1}: {2}", new Object[] {kind, name, e.getMessage()});
            return List.of();
        }
    }

    List<String> log(String namespace, String pod, String container, int lines) {
        var now = log(namespace, pod, container, lines, false);
        return now.isEmpty() ? log(namespace, pod, container, lines, true) : now;
    }

    private List<String> log(String namespace, String pod, String container, int lines, boolean previous) {
        var ref = new ObjectRef("v1", "Pod", namespace, pod);
        var path = ApiPath.of(ref) + "/log?tailLines=" + lines + "&limitBytes=" + LONGEST_LOG
                + (container.isEmpty() ? "" : "&container=" + ApiPath.segment(container))
                + (previous ? "&previous=true" : "");
        try {
            var answer = connection.send(ApiCall.read(path, "get", ref));
            return answer.ok() ? answer.body().lines().map(EventsAndLogs::cut).toList() : List.of();
        } catch (ApsException e) {
            LOGGER.log(Level.FINE, "no log of {0}: {1}", new Object[] {pod, e.getMessage()});
            return List.of();
        }
    }

    private static boolean concerns(Event event, String kind, String name) {
        var about = event.getInvolvedObject();
        if (about == null || about.getName() == null) {
            return false;
        }
        return about.getName().equals(name) && kind.equals(about.getKind())
                || about.getName().startsWith(name + "-")
                        && MADE_FOR.getOrDefault(kind, Set.of()).contains(about.getKind());
    }

    private static String time(Event event) {
        if (event.getLastTimestamp() != null) {
            return event.getLastTimestamp();
        }
        if (event.getEventTime() != null && event.getEventTime().getTime() != null) {
            return event.getEventTime().getTime();
        }
        var made = event.getMetadata() == null ? null : event.getMetadata().getCreationTimestamp();
        return made == null ? "" : made;
    }

    private static String line(Event event) {
        var about = event.getInvolvedObject();
        var message = event.getMessage() == null
                ? ""
                : event.getMessage().replaceAll("\\s+", " ").trim();
        var count = event.getCount() == null || event.getCount() < 2 ? "" : " (" + event.getCount() + " times)";
        return cut(event.getReason() + ": " + message + " [" + about.getKind() + "/" + about.getName() + "]" + count);
    }

    private static String cut(String line) {
        return OneLine.of(line, LONGEST_LINE);
    }
}
