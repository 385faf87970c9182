/** Stops the work at hand: only a mistake of our own can get here. */
export function bug(what: string): never {
  throw new Error(`BUG: ${what}`);
}
