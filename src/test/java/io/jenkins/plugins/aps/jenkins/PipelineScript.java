package io.jenkins.plugins.aps.jenkins;

import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import java.util.Map;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** What a pipeline's script extends: a call of a step or symbol goes to the harness. */
public abstract class PipelineScript extends Script {
    static final String HARNESS = "__harness";

    private PipelineHarness harness() {
        return (PipelineHarness) getBinding().getVariable(HARNESS);
    }

    public void echo(Object text) {
        harness().echo(text);
    }

    public Object node(Closure<?> body) {
        return body.call();
    }

    /** Without its clock: what it does to a step is an abort. */
    public Object timeout(Map<String, ?> limit, Closure<?> body) {
        return body.call();
    }

    public Object stage(String name, Closure<?> body) {
        harness().echo("[Pipeline] stage " + name);
        return body.call();
    }

    /** Steps take named arguments only, as ours have more than one. */
    @Override
    public Object invokeMethod(String name, Object args) {
        if (!harness().knows(name)) {
            return super.invokeMethod(name, args);
        }
        var given = (Object[]) args;
        if (given.length > 1 || given.length == 1 && !(given[0] instanceof Map)) {
            throw new MissingMethodException(name, getClass(), given);
        }
        try {
            @SuppressWarnings("unchecked")
            var named = given.length == 0 ? Map.<String, Object>of() : (Map<String, Object>) given[0];
            return harness().invoke(name, named);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new InvokerInvocationException(failure);
        }
    }
}
