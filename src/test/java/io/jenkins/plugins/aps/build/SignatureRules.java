package io.jenkins.plugins.aps.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** What a signature of {@code src/jenkins-api} must be: a part of the real class, and without behaviour of its own. */
final class SignatureRules {
    private static final int CLASS_FLAGS = Opcodes.ACC_PUBLIC
            | Opcodes.ACC_FINAL
            | Opcodes.ACC_ABSTRACT
            | Opcodes.ACC_INTERFACE
            | Opcodes.ACC_ANNOTATION
            | Opcodes.ACC_ENUM;
    private static final int MEMBER_FLAGS =
            Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT;
    private static final Set<Integer> CALLS = Set.of(
            Opcodes.INVOKEVIRTUAL,
            Opcodes.INVOKESTATIC,
            Opcodes.INVOKEINTERFACE,
            Opcodes.INVOKEDYNAMIC,
            Opcodes.PUTFIELD);

    private final Map<String, ApiType> api;

    SignatureRules(Map<String, ApiType> api) {
        this.api = api;
    }

    /** Everything that is wrong with one signature, a sentence each. */
    List<String> check(ClassNode node) {
        var faults = new ArrayList<String>();
        var real = api.get(node.name);
        if (real == null) {
            return List.of(node.name + " isn't in the listing");
        }
        if ((node.access & CLASS_FLAGS) != (real.flags() & CLASS_FLAGS)) {
            faults.add(node.name + " has flags " + flags(node.access & CLASS_FLAGS) + ", Jenkins's "
                    + flags(real.flags() & CLASS_FLAGS));
        }
        if (!node.superName.equals(real.superName())) {
            faults.add(node.name + " extends " + node.superName + ", Jenkins's " + real.superName());
        }
        for (var name : node.interfaces) {
            if (!real.interfaces().contains(name)) {
                faults.add(node.name + " implements " + name + ", Jenkins's doesn't");
            }
        }
        ApiType.of(node).members().forEach((key, flags) -> checkMember(real, key, flags, faults));
        node.methods.forEach(method -> checkBody(node, method, faults));
        return faults;
    }

    private static void checkMember(ApiType real, String key, int flags, List<String> faults) {
        if ((flags & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) == 0 || (flags & Opcodes.ACC_SYNTHETIC) != 0) {
            return;
        }
        var expected = real.members().get(key);
        if (expected == null) {
            faults.add(real.name() + "." + key + " isn't in the listing");
        } else if ((flags & MEMBER_FLAGS) != (expected & MEMBER_FLAGS)) {
            faults.add(real.name() + "." + key + " has flags " + flags(flags & MEMBER_FLAGS) + ", Jenkins's "
                    + flags(expected & MEMBER_FLAGS));
        }
    }

    /** Constructors and initialisers only assign constants, every other body throws; an enum's own methods are the compiler's. */
    private static void checkBody(ClassNode node, MethodNode method, List<String> faults) {
        var compilers = (method.access & Opcodes.ACC_SYNTHETIC) != 0 || (node.access & Opcodes.ACC_ENUM) != 0;
        if (compilers || (method.access & Opcodes.ACC_ABSTRACT) != 0) {
            return;
        }
        if (method.name.startsWith("<")) {
            for (var instruction : method.instructions) {
                if (acts(instruction)) {
                    faults.add(node.name + "." + method.name + method.desc + " does something");
                    return;
                }
            }
        } else if (returns(method)) {
            faults.add(node.name + "." + method.name + method.desc + " returns instead of throwing");
        }
    }

    private static boolean acts(AbstractInsnNode instruction) {
        return CALLS.contains(instruction.getOpcode())
                || (instruction instanceof MethodInsnNode call && !call.name.equals("<init>"))
                || instruction.getOpcode() == Opcodes.NEW;
    }

    private static boolean returns(MethodNode method) {
        for (var instruction : method.instructions) {
            if (instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN) {
                return true;
            }
        }
        return false;
    }

    private static String flags(int flags) {
        return "0x" + Integer.toHexString(flags);
    }
}
