package io.jenkins.plugins.aps.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;

/**
 * What linking needs to know of a class: names are internal ({@code hudson/model/Run}), a method's key is its name and descriptor, a
 * field's key its name, a space and its descriptor; flags are those of the class file.
 */
record ApiType(int flags, String name, String superName, List<String> interfaces, Map<String, Integer> members) {

    static ApiType of(ClassNode node) {
        var members = new LinkedHashMap<String, Integer>();
        node.methods.forEach(method -> members.put(method.name + method.desc, method.access));
        node.fields.forEach(field -> members.put(field.name + " " + field.desc, field.access));
        return new ApiType(node.access, node.name, node.superName, List.copyOf(node.interfaces), members);
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean isConcrete() {
        return !has(Opcodes.ACC_ABSTRACT) && !has(Opcodes.ACC_INTERFACE);
    }
}
