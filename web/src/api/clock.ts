/**
 * The server's clock as far as this page knows it: ranges that end "now" end at the server's now, since a
 * browser's clock may be minutes off.
 */
let offsetSeconds = 0;
let known = false;

/** Remembers what the server said the time is, seconds since 1970. */
export function noteServerTime(seconds: number): void {
  const offset = seconds - Date.now() / 1000;
  // The answer was under way for a moment, so the largest offset seen lately is the truest; a clock that was
  // set anew shows as a jump.
  offsetSeconds = !known || Math.abs(offset - offsetSeconds) > 2 ? offset : Math.max(offset, offsetSeconds);
  known = true;
}

/** The server's time, seconds since 1970. */
export function serverNow(): number {
  return Date.now() / 1000 + offsetSeconds;
}
