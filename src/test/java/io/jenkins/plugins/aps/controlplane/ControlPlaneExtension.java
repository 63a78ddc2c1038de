package io.jenkins.plugins.aps.controlplane;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the control plane when the first test asks for it, and ends it after the last. */
final class ControlPlaneExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace OURS = Namespace.create(ControlPlaneExtension.class);
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What the store closes at the end of the run. */
    private record Held(ControlPlane plane) implements AutoCloseable {
        static Held start() {
            try {
                return new Held(ControlPlane.start());
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }

        @Override
        public void close() throws Exception {
            plane.close();
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!Boolean.getBoolean("aps.cluster")) {
            return ConditionEvaluationResult.disabled("needs the profile cluster: mvn verify -Pcluster");
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
        var plane = context.getRoot()
                .getStore(OURS)
                .getOrComputeIfAbsent(Held.class, key -> Held.start(), Held.class)
                .plane();
        return parameter.getParameter().getType() == ControlPlane.class ? plane : prefix(plane, context);
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
