/** The instant under the pointer, shared by all charts of the page; null when it is over none of them. */
let current: number | null = null;
const listeners = new Set<(seconds: number | null) => void>();

export function crosshair(): number | null {
  return current;
}

export function setCrosshair(seconds: number | null): void {
  if (seconds === current) return;
  current = seconds;
  for (const listener of listeners) listener(seconds);
}

export function observeCrosshair(listener: (seconds: number | null) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
