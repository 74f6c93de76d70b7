package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.constant;
import static dev.holdup.agent.probe.Source.number;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import dev.holdup.boot.UserHooks;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Methods of the application the user wants to see as operations of their own.
 *
 * @param text as the user wrote it
 * @param classPattern name of a class with dots, {@code *} stands for any characters
 * @param methodPattern name of a method, {@code *} likewise
 * @param thresholdNanos shortest call that is recorded
 * @param argument number of the argument that is captured, from 0; -1 for none
 * @param label name in reports, empty for class and method
 */
public record UserProbe(
        String text,
        String classPattern,
        String methodPattern,
        long thresholdNanos,
        int argument,
        String label) {
    private static final String HOOKS = "UserHooks";
    private static final int NOT_WOVEN =
            Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE;

    /** Classes before Java 6 have no frames to extend. */
    private static final int FIRST_WITH_FRAMES = Opcodes.V1_6;

    /** The same probe with this threshold. */
    public UserProbe withThreshold(long nanos) {
        return new UserProbe(text, classPattern, methodPattern, nanos, argument, label);
    }

    /** Stands in the capability record for the whole probe until a class is there. */
    public Hook placeholder() {
        return Hook.on(Families.USER, classPattern.replace('.', '/'), methodPattern, "")
                .exit(HOOKS, "exit");
    }

    /** True if the class of this name, with slashes, is meant. */
    public boolean matchesClass(String internalName) {
        return matches(classPattern, 0, internalName.replace('/', '.'), 0);
    }

    /** Hooks of the methods that are meant, by signature; those of earlier probes stay. */
    public void addHooks(ClassReader reader, Map<String, Hook> hooks) {
        if ((reader.readShort(6) & 0xFFFF) < FIRST_WITH_FRAMES) {
            return;
        }
        String owner = reader.getClassName();
        Map<String, Hook> found = new HashMap<>();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public @Nullable MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        if ((access & NOT_WOVEN) == 0
                                && name.charAt(0) != '<'
                                && matches(methodPattern, 0, name, 0)) {
                            Hook hook = hook(owner, name, descriptor);
                            if (hook != null) {
                                found.put(name + descriptor, hook);
                            }
                        }
                        return null;
                    }
                },
                ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        for (Map.Entry<String, Hook> entry : found.entrySet()) {
            hooks.putIfAbsent(entry.getKey(), entry.getValue());
        }
    }

    private @Nullable Hook hook(String owner, String name, String descriptor) {
        String called = owner.replace('/', '.') + "." + name;
        int method = UserHooks.register(label.isEmpty() ? called : label, thresholdNanos);
        if (method < 0) {
            return null;
        }
        Hook.Builder hook = Hook.on(Families.USER, owner, name, descriptor).entry("Calls", "enter");
        Type[] arguments = Type.getArgumentTypes(descriptor);
        int sort =
                argument < 0 || argument >= arguments.length ? -1 : arguments[argument].getSort();
        if (sort == Type.OBJECT || sort == Type.ARRAY) {
            return hook.exit(
                    HOOKS, "objectExit", START, constant(method), object(argument), THROWN);
        }
        if (sort == Type.LONG || (sort >= Type.BOOLEAN && sort <= Type.INT)) {
            return hook.exit(
                    HOOKS, "numberExit", START, constant(method), number(argument), THROWN);
        }
        return hook.exit(HOOKS, "exit", START, constant(method), THROWN);
    }

    /** Whether the text from a place on is what the pattern from a place on says. */
    private static boolean matches(String pattern, int from, String text, int at) {
        int place = at;
        for (int i = from; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*') {
                for (int rest = place; rest <= text.length(); rest++) {
                    if (matches(pattern, i + 1, text, rest)) {
                        return true;
                    }
                }
                return false;
            }
            if (place == text.length() || text.charAt(place) != pattern.charAt(i)) {
                return false;
            }
            place++;
        }
        return place == text.length();
    }
}
