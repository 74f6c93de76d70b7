package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import dev.holdup.agent.probe.HookCall;
import dev.holdup.agent.probe.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves one hook into one method. The woven method is
 *
 * <pre>
 *   copies of the arguments the exit hook wants; entries = 0
 *   try { entries = entry hooks } catch (Throwable) { }
 *   try { body, each "return x" replaced by "result = x; goto EXIT" }
 *   catch (Throwable thrown) { try { exit hook } catch (Throwable) { } throw thrown }
 *   EXIT: try { exit hook } catch (Throwable) { } return result
 * </pre>
 *
 * so that nothing of ours can throw into the application, not even when the stack is at its end.
 * Our variables lie above those of the method:
 *
 * <pre>
 *   0 .. maxLocals-1 | copies | entries (long each) | result | thrown
 *   ------ the method's ----- ours, in every frame -- only after the body
 * </pre>
 */
final class HookedMethod extends MethodVisitor {
    private final Hook hook;
    private final boolean isStatic;
    private final String ownerType;
    private final Type[] arguments;
    private final Type returned;
    private final int originalLocals;

    /**
     * By argument number, with one more at the end for the object itself: slot of the copy, or -1.
     */
    private final int[] copySlots;

    private final List<Object> copyFrame = new ArrayList<>();
    private final int entrySlot;
    private final int resultSlot;
    private final int thrownSlot;
    private final int locals;

    private final Label enterStart = new Label();
    private final Label enterEnd = new Label();
    private final Label enterFailed = new Label();
    private final Label bodyStart = new Label();
    private final Label exit = new Label();

    HookedMethod(
            MethodVisitor next, Hook hook, boolean isStatic, String ownerType, int originalLocals) {
        super(Opcodes.ASM9, next);
        this.hook = hook;
        this.isStatic = isStatic;
        this.ownerType = ownerType;
        this.arguments = Type.getArgumentTypes(hook.descriptor());
        this.returned = Type.getReturnType(hook.descriptor());
        this.originalLocals = originalLocals;
        this.copySlots = new int[arguments.length + 1];
        int slot = originalLocals;
        for (int i = 0; i <= arguments.length; i++) {
            copySlots[i] = -1;
            if (isUsed(i)) {
                copySlots[i] = slot;
                Type type = i < arguments.length ? arguments[i] : Type.getObjectType(ownerType);
                slot += type.getSize();
                copyFrame.add(frameType(type));
            }
        }
        this.entrySlot = slot;
        slot += 2 * hook.entries().size();
        this.resultSlot = slot;
        slot += returned.getSize();
        this.thrownSlot = slot;
        this.locals = slot + 1;
    }

    private boolean isUsed(int argument) {
        for (Source source : hook.exit().arguments()) {
            boolean isSelf = source.kind() == Source.Kind.SELF && argument == arguments.length;
            boolean isArgument =
                    source.kind() == Source.Kind.ARGUMENT && source.index() == argument;
            if (isSelf || isArgument) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        for (int i = 0; i < copySlots.length; i++) {
            if (copySlots[i] >= 0) {
                Type type = typeOf(i);
                super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slotOf(i));
                super.visitVarInsn(type.getOpcode(Opcodes.ISTORE), copySlots[i]);
            }
        }
        for (int i = 0; i < hook.entries().size(); i++) {
            super.visitInsn(Opcodes.LCONST_0);
            super.visitVarInsn(Opcodes.LSTORE, entrySlot + 2 * i);
        }
        super.visitLabel(enterStart);
        for (int i = 0; i < hook.entries().size(); i++) {
            call(hook.entries().get(i), "J", false, false);
            super.visitVarInsn(Opcodes.LSTORE, entrySlot + 2 * i);
        }
        super.visitLabel(enterEnd);
        super.visitJumpInsn(Opcodes.GOTO, bodyStart);
        super.visitLabel(enterFailed);
        frame(entryFrame(), "java/lang/Throwable");
        super.visitInsn(Opcodes.POP);
        super.visitLabel(bodyStart);
        frame(entryFrame(), null);
        // The body may begin with a frame of its own, and two frames must not share an offset.
        super.visitInsn(Opcodes.NOP);
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            if (opcode != Opcodes.RETURN) {
                super.visitVarInsn(returned.getOpcode(Opcodes.ISTORE), resultSlot);
            }
            super.visitJumpInsn(Opcodes.GOTO, exit);
        } else {
            super.visitInsn(opcode);
        }
    }

    @Override
    public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
        List<Object> extended = new ArrayList<>();
        int size = 0;
        for (int i = 0; i < numLocal; i++) {
            extended.add(local[i]);
            size += Opcodes.LONG.equals(local[i]) || Opcodes.DOUBLE.equals(local[i]) ? 2 : 1;
        }
        addOurs(extended, size);
        super.visitFrame(type, extended.size(), extended.toArray(), numStack, stack);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        Label bodyEnd = new Label();
        Label handler = new Label();
        super.visitLabel(bodyEnd);
        Label[] exitGuard = writeExit();
        super.visitLabel(handler);
        List<Object> own = ours();
        frame(own, "java/lang/Throwable");
        super.visitVarInsn(Opcodes.ASTORE, thrownSlot);
        List<Object> afterThrow = new ArrayList<>(own);
        for (int i = 0; i < returned.getSize(); i++) {
            afterThrow.add(Opcodes.TOP);
        }
        afterThrow.add("java/lang/Throwable");
        Label[] throwGuard = guardedExit(afterThrow, true);
        super.visitVarInsn(Opcodes.ALOAD, thrownSlot);
        super.visitInsn(Opcodes.ATHROW);
        String any = "java/lang/Throwable";
        super.visitTryCatchBlock(enterStart, enterEnd, enterFailed, any);
        super.visitTryCatchBlock(bodyStart, bodyEnd, handler, any);
        super.visitTryCatchBlock(exitGuard[0], exitGuard[1], exitGuard[2], any);
        super.visitTryCatchBlock(throwGuard[0], throwGuard[1], throwGuard[2], any);
        super.visitMaxs(Math.max(maxStack, stackNeeded()), locals);
    }

    private Label[] writeExit() {
        List<Object> atExit = ours();
        if (returned.getSize() > 0) {
            atExit.add(frameType(returned));
        }
        super.visitLabel(exit);
        frame(atExit, null);
        Label[] guard = guardedExit(atExit, false);
        if (returned.getSize() > 0) {
            super.visitVarInsn(returned.getOpcode(Opcodes.ILOAD), resultSlot);
        }
        super.visitInsn(returned.getOpcode(Opcodes.IRETURN));
        return guard;
    }

    /** Exit hook in a guard of its own; returns start, end and handler of the guard. */
    private Label[] guardedExit(List<Object> frame, boolean isThrown) {
        Label start = new Label();
        Label end = new Label();
        Label failed = new Label();
        Label done = new Label();
        super.visitLabel(start);
        call(hook.exit(), "V", true, isThrown);
        super.visitLabel(end);
        super.visitJumpInsn(Opcodes.GOTO, done);
        super.visitLabel(failed);
        frame(frame, "java/lang/Throwable");
        super.visitInsn(Opcodes.POP);
        super.visitLabel(done);
        frame(frame, null);
        super.visitInsn(Opcodes.NOP);
        return new Label[] {start, end, failed};
    }

    private void call(HookCall call, String returnType, boolean isExit, boolean isThrown) {
        for (Source source : call.arguments()) {
            push(source, isExit, isThrown);
        }
        super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                call.internalOwner(),
                call.name(),
                call.descriptor(returnType),
                false);
    }

    private void push(Source source, boolean isExit, boolean isThrown) {
        switch (source.kind()) {
            case ENTRY -> super.visitVarInsn(Opcodes.LLOAD, entrySlot + 2 * source.index());
            case SELF -> {
                int slot = isExit ? copySlots[arguments.length] : 0;
                super.visitVarInsn(Opcodes.ALOAD, slot);
            }
            case ARGUMENT -> {
                Type type = arguments[source.index()];
                int slot = isExit ? copySlots[source.index()] : slotOf(source.index());
                super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot);
                widen(type, source.descriptor());
            }
            case RESULT -> pushResult(source, isThrown);
            case THROWN -> {
                if (isThrown) {
                    super.visitVarInsn(Opcodes.ALOAD, thrownSlot);
                } else {
                    super.visitInsn(Opcodes.ACONST_NULL);
                }
            }
            case CONSTANT -> {
                super.visitIntInsn(Opcodes.SIPUSH, source.index());
                widen(Type.INT_TYPE, source.descriptor());
            }
            case NULL, STACK -> super.visitInsn(Opcodes.ACONST_NULL);
        }
    }

    private void pushResult(Source source, boolean isThrown) {
        boolean wantsNumber = source.descriptor().equals("J");
        boolean hasNumber = returned.getSort() != Type.VOID && returned.getSort() < Type.ARRAY;
        if (isThrown || returned.getSort() == Type.VOID || wantsNumber != hasNumber) {
            if (wantsNumber) {
                super.visitInsn(Opcodes.ICONST_M1);
                super.visitInsn(Opcodes.I2L);
            } else {
                super.visitInsn(Opcodes.ACONST_NULL);
            }
            return;
        }
        super.visitVarInsn(returned.getOpcode(Opcodes.ILOAD), resultSlot);
        widen(returned, source.descriptor());
    }

    private void widen(Type type, String wanted) {
        if (wanted.equals("J") && type.getSize() == 1) {
            super.visitInsn(Opcodes.I2L);
        }
    }

    private Type typeOf(int argument) {
        return argument < arguments.length ? arguments[argument] : Type.getObjectType(ownerType);
    }

    /** Slot in which the argument arrives; the object itself has the number after the last. */
    private int slotOf(int argument) {
        if (argument == arguments.length) {
            return 0;
        }
        int slot = isStatic ? 0 : 1;
        for (int i = 0; i < argument; i++) {
            slot += arguments[i].getSize();
        }
        return slot;
    }

    /** Locals before the body: arguments and ours. */
    private List<Object> entryFrame() {
        List<Object> frame = new ArrayList<>();
        int size = 0;
        if (!isStatic) {
            frame.add(ownerType);
            size = 1;
        }
        for (Type argument : arguments) {
            frame.add(frameType(argument));
            size += argument.getSize();
        }
        addOurs(frame, size);
        return frame;
    }

    /** Locals after the body: nothing is known of the method's own. */
    private List<Object> ours() {
        List<Object> frame = new ArrayList<>();
        addOurs(frame, 0);
        return frame;
    }

    private void addOurs(List<Object> frame, int size) {
        for (int i = size; i < originalLocals; i++) {
            frame.add(Opcodes.TOP);
        }
        frame.addAll(copyFrame);
        for (int i = 0; i < hook.entries().size(); i++) {
            frame.add(Opcodes.LONG);
        }
    }

    private void frame(List<Object> frame, @Nullable String stack) {
        Object[] stacked = stack == null ? new Object[0] : new Object[] {stack};
        super.visitFrame(Opcodes.F_NEW, frame.size(), frame.toArray(), stacked.length, stacked);
    }

    private int stackNeeded() {
        int needed = 2;
        for (Source source : hook.exit().arguments()) {
            needed += source.descriptor().equals("J") ? 2 : 1;
        }
        for (HookCall entry : hook.entries()) {
            int size = 2;
            for (Source source : entry.arguments()) {
                size += source.descriptor().equals("J") ? 2 : 1;
            }
            needed = Math.max(needed, size);
        }
        return needed;
    }

    static Object frameType(Type type) {
        return switch (type.getSort()) {
            case Type.BOOLEAN, Type.CHAR, Type.BYTE, Type.SHORT, Type.INT -> Opcodes.INTEGER;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            default -> type.getInternalName();
        };
    }
}
