package dev.holdup.blame;

import dev.holdup.model.Operation;

/**
 * What a ledger beside the blame table puts time to the account of: a root, by value.
 *
 * @param kind kind of root
 * @param thread the thread, or {@link dev.holdup.model.ThreadTable#NONE}
 * @param operationCode code of the operation the thread was in, 0 for none
 * @param resource what it was on, or {@link dev.holdup.model.ResourceTable#NONE}
 * @param detail as {@link BlameResult#rootDetail}
 */
public record Cause(RootKind kind, int thread, int operationCode, int resource, String detail) {

    static Cause of(RootTable roots, int root) {
        return new Cause(
                roots.kind(root),
                roots.thread(root),
                roots.operationCode(root),
                roots.resource(root),
                roots.detail(root));
    }

    public boolean hasOperation() {
        return operationCode != RootTable.NO_OPERATION;
    }

    /**
     * The operation.
     *
     * @throws IllegalArgumentException unless {@link #hasOperation}
     */
    public Operation operation() {
        return Operation.ofCode(operationCode);
    }
}
