package io.jenkins.plugins.aps.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aps.jenkins.config.ApsGlobalConfiguration;
import io.jenkins.plugins.aps.jenkins.config.CatalogConfiguration;
import io.jenkins.plugins.aps.jenkins.config.ClusterConfiguration;
import io.jenkins.plugins.aps.jenkins.config.RepositoryConfiguration;
import io.jenkins.plugins.aps.jenkins.steps.AccessArgument;
import io.jenkins.plugins.aps.jenkins.steps.ApsAdoptStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsDeployStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsRedeployStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsRollbackStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsStatusStep;
import io.jenkins.plugins.aps.jenkins.steps.ApsUndeployStep;
import io.jenkins.plugins.aps.jenkins.steps.ConnectorArgument;
import io.jenkins.plugins.aps.jenkins.steps.SecretArgument;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kohsuke.stapler.verb.POST;

/** Every method that a browser can call by itself: only by POST, and permission first. */
class GuardedMethodsTest {
    static final List<Class<?>> DESCRIBED = List.of(
            ApsGlobalConfiguration.class,
            CatalogConfiguration.class,
            ClusterConfiguration.class,
            RepositoryConfiguration.class,
            ApsDeployStep.class,
            ApsRollbackStep.class,
            ApsAdoptStep.class,
            ApsRedeployStep.class,
            ApsStatusStep.class,
            ApsUndeployStep.class,
            AccessArgument.class,
            ConnectorArgument.class,
            SecretArgument.class);

    private final FakeJenkins jenkins = FakeJenkins.install(new FakeAps());

    @AfterEach
    void close() {
        jenkins.close();
    }

    private static List<Method> methods() {
        return DESCRIBED.stream()
                .flatMap(type -> Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredClasses())))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.getName().startsWith("do"))
                .toList();
    }

    @Test
    void thereAreSuchMethods() {
        assertThat(methods()).hasSizeGreaterThan(10);
    }

    @TestFactory
    Stream<DynamicTest> answersPostOnly() {
        return methods().stream()
                .map(method -> DynamicTest.dynamicTest(
                        method.toString(),
                        () -> assertThat(method.isAnnotationPresent(POST.class)).isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> asksForPermissionBeforeAnythingElse() {
        return methods().stream().map(method -> DynamicTest.dynamicTest(method.toString(), () -> deniedFirst(method)));
    }

    private void deniedFirst(Method method) throws ReflectiveOperationException {
        jenkins.administrator = false;
        jenkins.asked.clear();
        // The one that loads what was saved when it is made is there already.
        var target = method.getDeclaringClass() == ApsGlobalConfiguration.class
                ? jenkins.configuration()
                : method.getDeclaringClass().getDeclaredConstructor().newInstance();
        var arguments = Stream.of(method.getParameterTypes())
                .map(type -> type == boolean.class ? false : null)
                .toArray();
        try {
            var answer = method.invoke(target, arguments);
            assertThat(answer).isInstanceOf(ListBoxModel.class);
        } catch (InvocationTargetException refused) {
            assertThat(refused.getCause()).isInstanceOf(SecurityException.class);
        }
        assertThat(jenkins.asked).containsExactly("permission");
        assertThat(method.getReturnType()).isIn(FormValidation.class, ListBoxModel.class);
    }
}
