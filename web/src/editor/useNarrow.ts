import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 860px)');

function observe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** True where there is no room for the options beside the queries (the same width as in the styles). */
export function useNarrow(): boolean {
  return useSyncExternalStore(observe, () => narrow.matches);
}
