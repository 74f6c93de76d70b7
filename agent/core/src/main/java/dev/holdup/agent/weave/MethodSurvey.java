package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * First pass over a class: which of the wanted methods are there, how many locals each has (our own
 * go above them), and which are superfluous because they call another that is hooked.
 */
final class MethodSurvey extends ClassVisitor {
    private static final String NO_METHOD = "no such method in this JDK";
    private static final String NATIVE =
            "native or abstract in this JDK, so it has no body to hook";
    static final String CALLS_OTHER = "calls a method that is hooked itself";

    private final Map<String, Hook> wanted;
    private final Map<String, Integer> maxLocals = new HashMap<>();
    private final Map<String, String> reasons = new HashMap<>();

    private MethodSurvey(Map<String, Hook> wanted) {
        super(Opcodes.ASM9);
        this.wanted = wanted;
    }

    static MethodSurvey of(ClassReader reader, Map<String, Hook> wanted) {
        MethodSurvey survey = new MethodSurvey(wanted);
        reader.accept(survey, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return survey;
    }

    /** Locals of a method that is to be hooked, null if it is not. */
    @Nullable Integer maxLocals(String signature) {
        return reasons.containsKey(signature) ? null : maxLocals.get(signature);
    }

    /** Why a wanted method is not hooked, empty if it is. */
    String reason(String signature) {
        String reason = reasons.get(signature);
        if (reason != null) {
            return reason;
        }
        return maxLocals.containsKey(signature) ? "" : NO_METHOD;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access,
            String name,
            String descriptor,
            @Nullable String signature,
            String @Nullable [] exceptions) {
        String key = name + descriptor;
        Hook hook = wanted.get(key);
        if (hook == null) {
            return null;
        }
        if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_ABSTRACT)) != 0) {
            reasons.put(key, NATIVE);
            return null;
        }
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String called, String type, boolean isInterface) {
                if (owner.equals(hook.owner()) && hook.unlessCalls().equals(called + type)) {
                    reasons.put(key, CALLS_OTHER);
                }
            }

            @Override
            public void visitMaxs(int maxStack, int locals) {
                maxLocals.put(key, locals);
            }
        };
    }
}
