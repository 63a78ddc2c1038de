package io.jenkins.plugins.aps.jenkins;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Credentials whose answers a test gives by the name of the method. */
public final class FakeCredentials {
    private FakeCredentials() {}

    public static <C extends IdCredentials> C of(Class<C> type, Map<String, ?> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (!answers.containsKey(method.getName())) {
                throw new UnsupportedOperationException(method.toString());
            }
            return answers.get(method.getName());
        }));
    }
}
