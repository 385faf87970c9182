import type { TargetView } from '../query/TargetField.tsx';

const key = 'plumbago.editor.query';

/** How somebody edited queries last, in this browser. */
export function readQueryView(): TargetView {
  try {
    return localStorage.getItem(key) === 'text' ? 'text' : 'builder';
  } catch {
    return 'builder';
  }
}

export function rememberQueryView(view: TargetView): void {
  try {
    localStorage.setItem(key, view);
  } catch {
    // Without storage the builder comes first next time.
  }
}
