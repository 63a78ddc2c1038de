package io.jenkins.plugins.aps.build;

import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;

/** Members of classes that the JDK has; a class that it doesn't have is a library's and may have any member. */
final class JdkMembers {
    private JdkMembers() {}

    /** The flags of a method or constructor (name and descriptor), empty where there is none. */
    static Optional<Integer> flags(String internalName, String key) {
        try {
            var type = Class.forName(internalName.replace('/', '.'), false, ClassLoader.getPlatformClassLoader());
            return executables(type)
                    .filter(executable -> key.equals(key(executable)))
                    .map(Executable::getModifiers)
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.of(0);
        }
    }

    private static Stream<Executable> executables(Class<?> type) {
        var inherited = Stream.<Executable>of(type.getMethods());
        var declared = Stream.<Executable>empty();
        for (var parent = type; parent != null; parent = parent.getSuperclass()) {
            declared = Stream.concat(declared, Stream.of(parent.getDeclaredMethods()));
        }
        return Stream.concat(Stream.of(type.getDeclaredConstructors()), Stream.concat(declared, inherited));
    }

    private static String key(Executable executable) {
        var method = executable instanceof Method found ? found : null;
        var result = method == null ? void.class : method.getReturnType();
        var name = method == null ? "<init>" : method.getName();
        return name
                + MethodType.methodType(result, executable.getParameterTypes()).toMethodDescriptorString();
    }
}
