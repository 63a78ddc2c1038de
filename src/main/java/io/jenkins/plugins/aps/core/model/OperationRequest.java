package io.jenkins.plugins.aps.core.model;

/** A request that changes an application, or plans to: each becomes an operation. */
public sealed interface OperationRequest permits DeployRequest, VersionRequest, UndeployRequest {
    /** Unique. */
    String operationId();

    /** Who asked. */
    String by();

    /** The application's name; empty where a descriptor tells it. */
    String application();

    /** Name of a configured cluster; empty: the only or first one. */
    String cluster();
}
