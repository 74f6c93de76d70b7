/** A value that tells its listeners when it changes. */
export class Store<T extends object> {
  private readonly listeners = new Set<(value: T, before: T) => void>();
  private current: T;

  constructor(initial: T) {
    this.current = initial;
  }

  get value(): T {
    return this.current;
  }

  /** Replaces some members; listeners hear of it only if one of them differs. */
  update(patch: Partial<T>): void {
    const before = this.current;
    const changed = (Object.keys(patch) as (keyof T)[]).some((key) => patch[key] !== before[key]);
    if (!changed) return;
    this.current = { ...before, ...patch };
    for (const listener of this.listeners) listener(this.current, before);
  }

  /** Calls the listener after each change; returns how to stop that. */
  listen(listener: (value: T, before: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
