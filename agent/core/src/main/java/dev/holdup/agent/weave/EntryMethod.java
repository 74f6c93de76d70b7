package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import dev.holdup.agent.probe.HookCall;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves a hook that is called at entry only, with nothing but the object the method is called on:
 * for methods that run while a virtual thread changes hands, in which the less is woven the better.
 *
 * <pre>
 *   try { entry(this) } catch (Throwable) { }
 *   body
 * </pre>
 *
 * If the hook has a second call, the first answers whether the thread's stack is wanted, which only
 * the woven class itself may take:
 *
 * <pre>
 *   try { if (entry(this)) exit(this, this.cont.stackWalker()) } catch (Throwable) { }
 *   body
 * </pre>
 */
final class EntryMethod extends MethodVisitor {
    private static final String CONTINUATION = "jdk/internal/vm/Continuation";
    private static final String ANY = "java/lang/Throwable";
    private static final int STACK_NEEDED = 3;

    private final Hook hook;
    private final Label start = new Label();
    private final Label end = new Label();
    private final Label failed = new Label();

    EntryMethod(MethodVisitor next, Hook hook) {
        super(Opcodes.ASM9, next);
        this.hook = hook;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Label body = new Label();
        super.visitLabel(start);
        super.visitVarInsn(Opcodes.ALOAD, 0);
        HookCall entry = hook.entries().get(0);
        if (hook.wantsStack()) {
            call(entry, "(Ljava/lang/Object;)Z");
            super.visitJumpInsn(Opcodes.IFEQ, body);
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitFieldInsn(Opcodes.GETFIELD, hook.owner(), "cont", "L" + CONTINUATION + ";");
            super.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    CONTINUATION,
                    "stackWalker",
                    "()Ljava/lang/StackWalker;",
                    false);
            call(hook.exit(), "(Ljava/lang/Object;Ljava/lang/Object;)V");
        } else {
            call(entry, "(Ljava/lang/Object;)V");
        }
        super.visitLabel(end);
        super.visitJumpInsn(Opcodes.GOTO, body);
        super.visitLabel(failed);
        Object[] locals = locals();
        super.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {ANY});
        super.visitInsn(Opcodes.POP);
        super.visitLabel(body);
        super.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
        // The body may begin with a frame of its own, and two frames must not share an offset.
        super.visitInsn(Opcodes.NOP);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        super.visitTryCatchBlock(start, end, failed, ANY);
        super.visitMaxs(Math.max(maxStack, STACK_NEEDED), maxLocals);
    }

    private void call(HookCall call, String descriptor) {
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC, call.internalOwner(), call.name(), descriptor, false);
    }

    private Object[] locals() {
        Type[] arguments = Type.getArgumentTypes(hook.descriptor());
        Object[] locals = new Object[arguments.length + 1];
        locals[0] = hook.owner();
        for (int i = 0; i < arguments.length; i++) {
            locals[i + 1] = HookedMethod.frameType(arguments[i]);
        }
        return locals;
    }
}
