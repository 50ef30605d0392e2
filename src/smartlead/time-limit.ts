import { EventEmitter } from "node:events";

/**
 * Fires "abort" when time is up, or with the caller's signal: what undici takes for a signal. `AbortSignal.any` and
 * `AbortSignal.timeout` would do, but each call that is under way would keep what they register for the collector; and Node
 * changes the prototype of every AbortSignal that it makes, for which V8 writes 0.7 KB that only a full collection frees.
 */
export class TimeLimit extends EventEmitter<{ abort: [] }> {
  /** It has fired. */
  aborted = false;
  /** Why it fired. */
  reason: unknown;
  /** The time is up; the caller's own signal came later, or not at all. */
  expired = false;
  private readonly timer: NodeJS.Timeout;
  private readonly outer: AbortSignal;
  private readonly follow = () => this.fire(this.outer.reason);

  /** @param ms from now */
  constructor(ms: number, outer: AbortSignal) {
    super();
    this.outer = outer;
    this.timer = setTimeout(() => {
      this.expired = !outer.aborted;
      this.fire(new Error("the time is up"));
    }, ms).unref();
    if (outer.aborted) this.follow();
    else outer.addEventListener("abort", this.follow, { once: true });
  }

  /** To be called when nobody waits for it any more. */
  end(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener("abort", this.follow);
  }

  private fire(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.emit("abort");
  }
}
