/**
 * Lets everybody who asks within `milliseconds` share one answer, and one computation of it. Failures are shared
 * by those who waited for them, and not kept.
 */
export function shareFor<T>(milliseconds: number, compute: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  return () => {
    if (current !== null) return current;
    const forget = () => {
      if (current === mine) current = null;
    };
    const mine = compute();
    current = mine;
    mine.then(() => setTimeout(forget, milliseconds).unref(), forget);
    return mine;
  };
}
