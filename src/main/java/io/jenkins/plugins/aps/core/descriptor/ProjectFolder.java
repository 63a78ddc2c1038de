package io.jenkins.plugins.aps.core.descriptor;

import java.util.Optional;

/**
 * The folders of a project. Others are ignored, as the platform does.
 *
 * <p>Source: layout of the modeling application's export.
 */
enum ProjectFolder {
    PROCESSES("processes"),
    CONNECTORS("connectors"),
    FORMS("forms"),
    UI("ui"),
    DECISION_TABLES("decision-tables"),
    FILES("files"),
    SCRIPTS("scripts"),
    TRIGGERS("triggers"),
    CONTENT_MODELS("content-models");

    private final String folder;

    ProjectFolder(String folder) {
        this.folder = folder;
    }

    static Optional<ProjectFolder> of(String folder) {
        for (var each : values()) {
            if (each.folder.equals(folder)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
