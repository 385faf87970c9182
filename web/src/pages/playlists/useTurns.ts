import { useEffect, useRef, useState } from 'react';

export interface Turns {
  readonly turn: number;
  readonly paused: boolean;
  setPaused(paused: boolean): void;
  /** By so many turns; the time begins anew. */
  step(by: number): void;
}

/**
 * Counts turns of `seconds` each. One timer at a time, which is gone with the component: it runs for weeks. A pause keeps what is left
 * of the turn.
 */
export function useTurns(seconds: number): Turns {
  const [turn, setTurn] = useState(0);
  const [paused, setPaused] = useState(false);
  const left = useRef({ turn: -1, milliseconds: 0 });
  useEffect(() => {
    if (left.current.turn !== turn) left.current = { turn, milliseconds: seconds * 1000 };
    if (paused) return;
    const began = performance.now();
    const timer = setTimeout(() => setTurn(turn + 1), left.current.milliseconds);
    return () => {
      clearTimeout(timer);
      left.current.milliseconds -= performance.now() - began;
    };
  }, [turn, paused, seconds]);
  return { turn, paused, setPaused, step: (by) => setTurn((now) => now + by) };
}
