package io.jenkins.plugins.aps.core.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aps.core.model.OneLine;
import io.jenkins.plugins.aps.core.view.Snapshot;

/** The platform's clients name a release by its id alone; ours by project and version. */
final class ReleaseChoice {
    private ReleaseChoice() {}

    /**
     * Adds what the id says to a descriptor that lacks it.
     *
     * @throws io.jenkins.plugins.aps.core.model.ApsException {@code notFound} if no release has the id; {@code invalidRequest} if there is too little
     */
    static void complete(ObjectNode descriptor, Snapshot snapshot) {
        if (descriptor.has("projectName") && descriptor.has("releaseVersion")) {
            return;
        }
        if (!descriptor.has("releaseId")) {
            var problems = new BodyProblems();
            for (var name : new String[] {"projectName", "releaseVersion"}) {
                if (!descriptor.has(name)) {
                    problems.add(name, "is missing: say it, or the releaseId");
                }
            }
            problems.refuse();
        }
        var id = descriptor.path("releaseId").asText();
        var release = snapshot.releases().stream()
                .filter(entry -> entry.release().releaseId().equals(id))
                .findFirst()
                .orElseThrow(() -> Unread.inRepositories(snapshot, "No release has this releaseId"))
                .release();
        var contradicting = new BodyProblems();
        contradiction("projectName", release.project(), descriptor, contradicting);
        contradiction("releaseVersion", String.valueOf(release.version()), descriptor, contradicting);
        contradicting.refuse();
        descriptor.put("repository", release.repository());
        descriptor.put("projectName", release.project());
        descriptor.put("releaseVersion", String.valueOf(release.version()));
    }

    private static void contradiction(String name, String ofId, ObjectNode descriptor, BodyProblems problems) {
        var said = descriptor.path(name).asText(ofId);
        if (!said.equals(ofId)) {
            problems.add(name, "is '" + OneLine.of(said, 100) + "', but the releaseId is of '" + ofId + "': say one");
        }
    }
}
