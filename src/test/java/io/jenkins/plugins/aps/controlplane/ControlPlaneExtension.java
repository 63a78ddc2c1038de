package io.jenkins.plugins.aps.controlplane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the control plane when the first test asks for it, which ends with this process. */
final class ControlPlaneExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace OURS = Namespace.create(ControlPlaneExtension.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Of all classes that this process runs. No store closes it, as each class may be a run of its own. */
    private static ControlPlane shared;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!Boolean.getBoolean("aps.cluster")) {
            return ConditionEvaluationResult.disabled("no control plane was asked for: mvn verify -Pcluster");
        }
        return ControlPlaneBuild.obstacle()
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("a control plane can be built"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == ControlPlane.class || type == Prefix.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var plane = plane();
        return parameter.getParameter().getType() == ControlPlane.class ? plane : prefix(plane, context);
    }

    private static synchronized ControlPlane plane() {
        try {
            if (shared == null) {
                shared = ControlPlane.start();
            }
            return shared;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** One a class; JUnit closes it, as all that is in its stores, when the class has ended. */
    private static Prefix prefix(ControlPlane plane, ExtensionContext context) {
        var ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return ofClass.getStore(OURS)
                .getOrComputeIfAbsent(
                        Prefix.class, key -> new Prefix(plane, "t" + COUNT.incrementAndGet() + "-"), Prefix.class);
    }
}
