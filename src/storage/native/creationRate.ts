/**
 * How many new series may come in a minute: a bucket of tokens that holds a minute's worth, so that a new fleet comes in at
 * once and a runaway sender is slowed.
 */
export class CreationRate {
  private tokens: number;
  private last = -Infinity;
  private readonly perMinute: number;

  /** `perMinute` 0: no limit. */
  constructor(perMinute: number) {
    this.perMinute = perMinute;
    this.tokens = perMinute;
  }

  /** Whether one more may come now (seconds since 1970). */
  allows(nowSeconds: number): boolean {
    if (this.perMinute === 0) return true;
    // A clock that went back gives nothing, and from there on counts again.
    const passed = Math.max(0, nowSeconds - this.last);
    this.last = nowSeconds;
    this.tokens = Math.min(this.perMinute, this.tokens + (passed * this.perMinute) / 60);
    return this.tokens >= 1;
  }

  /** One has come. */
  take(): void {
    if (this.perMinute > 0) this.tokens--;
  }
}
