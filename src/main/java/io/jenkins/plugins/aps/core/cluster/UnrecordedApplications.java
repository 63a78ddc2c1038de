package io.jenkins.plugins.aps.core.cluster;

import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceList;
import io.jenkins.plugins.aps.core.cluster.ClusterClient.Unrecorded;
import io.jenkins.plugins.aps.core.model.ApsException;
import io.jenkins.plugins.aps.core.model.ErrorCode;
import io.jenkins.plugins.aps.core.model.ObjectRef;
import io.jenkins.plugins.aps.core.model.ReleaseReference;
import io.jenkins.plugins.aps.core.plan.Planner;
import java.util.List;
import java.util.Optional;

/**
 * Why an application has no record: there is none, or its record was lost, or we look in the wrong platform namespace. For
 * who found none; blocks for two requests, or three.
 */
final class UnrecordedApplications {
    private final ObjectReader reader;
    private final MetadataReader metadata;
    private final PlatformNamespace platform;

    UnrecordedApplications(ObjectReader reader, MetadataReader metadata, PlatformNamespace platform) {
        this.reader = reader;
        this.metadata = metadata;
        this.platform = platform;
    }

    /** Who may not read namespaces finds nothing that contradicts. */
    Unrecorded look(String application) {
        try {
            return looked(application);
        } catch (ApsException e) {
            if (e.code() == ErrorCode.NOT_ALLOWED) {
                return new Unrecorded(false, false, "", e.getMessage());
            }
            throw e;
        }
    }

    private Unrecorded looked(String application) {
        var exists = platform.exists();
        var missing = platform.missing();
        var namespace = application.isEmpty()
                ? Optional.<HasMetadata>empty()
                : reader.find(new ObjectRef("v1", "Namespace", "", application))
                        .filter(live -> isApplication(live, application));
        if (namespace.isEmpty()) {
            return new Unrecorded(false, false, exists ? "" : missing + ": nothing is recorded there", "");
        }
        var meant = Labels.label(namespace.get(), Labels.PLATFORM);
        var everywhere = elsewhere(application);
        var elsewhere = everywhere.orElse(List.of());
        var release = Labels.value(namespace.get().getMetadata().getAnnotations(), Planner.RELEASE);
        var there = "namespace '" + application + "' says that it is this application"
                + (ReleaseReference.exact(release).isEmpty() ? "" : ", of release " + release) + ", but "
                + (exists ? "platform namespace '" + platform.name() + "' has no record of it" : missing);
        if (!elsewhere.isEmpty()) {
            return new Unrecorded(
                    true,
                    false,
                    there + ": its record is in namespace '" + String.join("', '", elsewhere)
                            + "'. Say that platform namespace",
                    "");
        }
        if (!meant.isEmpty() && !meant.equals(platform.name())) {
            return new Unrecorded(
                    true,
                    false,
                    "namespace '" + application + "' is another installation's, whose platform namespace is '" + meant
                            + "'; " + (exists ? "ours is '" + platform.name() + "'" : missing),
                    "");
        }
        return new Unrecorded(
                true,
                exists,
                there
                        + (exists
                                ? ". Its record was lost, or another installation made it. If it is this installation's,"
                                        + " restore the record, or adopt the application"
                                : ". Check the name of the platform namespace"),
                everywhere.isPresent() || !meant.isEmpty()
                        ? ""
                        : "namespace '" + application + "' does not say which installation made it, and our account may"
                                + " not look whether the platform namespace of another one has its record");
    }

    /** Whether a namespace says that it is an application of the installation with this platform namespace. */
    static boolean isOf(String platform, HasMetadata namespace) {
        return Labels.label(namespace, Labels.MANAGED_BY).equals(Labels.US)
                && !Labels.application(namespace).equals(Labels.NOBODY)
                && Labels.label(namespace, Labels.PLATFORM).equals(platform);
    }

    /** The applications whose namespaces say that they are of our installation; none where our account may not list them. */
    List<String> ofOurs() {
        var selector = "labelSelector="
                + ApiPath.segment(Labels.MANAGED_BY + "=" + Labels.US + "," + Labels.PLATFORM + "=" + platform.name());
        try {
            return reader.list(new ObjectRef("v1", "Namespace", "", ""), NamespaceList.class, selector).stream()
                    .filter(found -> found.getMetadata().getDeletionTimestamp() == null)
                    .filter(found -> isOf(platform.name(), found))
                    .map(Labels::application)
                    .toList();
        } catch (ApsException e) {
            if (e.code() == ErrorCode.NOT_ALLOWED) {
                return List.of();
            }
            throw e;
        }
    }

    /** What an administrator prepared waits for its first deployment, until something is in it. */
    private boolean isApplication(HasMetadata namespace, String application) {
        return Labels.label(namespace, Labels.MANAGED_BY).equals(Labels.US)
                && Labels.application(namespace).equals(application)
                && (!Labels.prepared(namespace, application) || isInUse(application));
    }

    private boolean isInUse(String application) {
        return metadata.of(application, MetadataReader.telling(application)).values().stream()
                .anyMatch(found -> !Labels.operation(found).isEmpty());
    }

    /** The platform namespaces of others that have a record of it; empty: our account may not look everywhere. */
    private Optional<List<String>> elsewhere(String application) {
        var selector = "labelSelector="
                + ApiPath.segment(Labels.MANAGED_BY + "=" + Labels.US + "," + Labels.PART_OF + "=" + application + ","
                        + Labels.RECORD + "=application");
        try {
            return Optional.of(
                    reader.list(new ObjectRef("v1", "ConfigMap", "", ""), ConfigMapList.class, selector).stream()
                            .map(found -> found.getMetadata().getNamespace())
                            .filter(name -> !name.equals(platform.name()))
                            .sorted()
                            .toList());
        } catch (ApsException e) {
            if (e.code() == ErrorCode.NOT_ALLOWED) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
