package io.jenkins.plugins.aps.engine;

/** All groups of scenarios: the one suite that runs on both clusters. */
interface EngineScenarios
        extends DeployScenarios,
                FailureScenarios,
                OwnershipScenarios,
                ConcurrencyScenarios,
                InterruptionScenarios,
                AdoptionScenarios,
                RecordRecoveryScenarios,
                VersionScenarios,
                KeptScenarios {}
