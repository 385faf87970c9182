import { useRef } from 'react';

/** The same object for as long as its content is the same, so that nothing is asked twice. */
export function useStable<T>(value: T): T {
  const kept = useRef(value);
  if (JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
