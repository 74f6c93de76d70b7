package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Weaves the hooks of one class into its bytes. */
final class ClassWeaver {

    private ClassWeaver() {}

    /**
     * Bytes with hooks, or null if none of the methods is there.
     *
     * @param wanted hooks of this class by signature
     * @param statuses told for each hook whether it is in and if not, why
     */
    static byte @Nullable [] weave(byte[] original, Map<String, Hook> wanted, HookStatus statuses) {
        ClassReader reader = new ClassReader(original);
        MethodSurvey survey = MethodSurvey.of(reader, wanted);
        boolean any = false;
        for (Hook hook : wanted.values()) {
            String reason = survey.reason(hook.signature());
            if (reason.equals(MethodSurvey.CALLS_OTHER)) {
                // Nothing is missing: what it calls is hooked.
                statuses.superfluous(hook);
                continue;
            }
            statuses.woven(hook, reason);
            any |= reason.isEmpty();
        }
        if (!any) {
            return null;
        }
        // Frames are kept and extended, never computed: that would need the class hierarchy.
        ClassWriter writer = new ClassWriter(reader, 0);
        reader.accept(new Weaving(writer, wanted, survey), ClassReader.EXPAND_FRAMES);
        return writer.toByteArray();
    }

    private static final class Weaving extends ClassVisitor {
        private final Map<String, Hook> wanted;
        private final MethodSurvey survey;

        private Weaving(ClassWriter next, Map<String, Hook> wanted, MethodSurvey survey) {
            super(Opcodes.ASM9, next);
            this.wanted = wanted;
            this.survey = survey;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            String key = name + descriptor;
            Hook hook = wanted.get(key);
            Integer maxLocals = survey.maxLocals(key);
            if (hook == null || maxLocals == null) {
                return next;
            }
            if (hook.isEntryOnly()) {
                return new EntryMethod(next, hook);
            }
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            return new HookedMethod(next, hook, isStatic, hook.owner(), maxLocals);
        }
    }
}
