import type { TargetView } from '../query/TargetField.tsx';

/** Where queries are edited, and how at first: Explore is for those who type. */
const firstViews = { editor: 'builder', explore: 'text' } as const;
export type QueryPlace = keyof typeof firstViews;

const keyOf = (place: QueryPlace) => `plumbago.${place}.query`;

/** How somebody edited queries there last, in this browser. */
export function readQueryView(place: QueryPlace): TargetView {
  try {
    const kept = localStorage.getItem(keyOf(place));
    return kept === 'text' || kept === 'builder' ? kept : firstViews[place];
  } catch {
    return firstViews[place];
  }
}

export function rememberQueryView(place: QueryPlace, view: TargetView): void {
  try {
    localStorage.setItem(keyOf(place), view);
  } catch {
    // Without storage it begins as usual next time.
  }
}
