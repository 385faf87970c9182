/** Unsaved changes, kept in the browser so that a closed tab loses nothing. */
import type { Dashboard } from '../../../src/schema/dashboard.ts';

export interface Draft {
  readonly dashboard: Dashboard;
  /** The version that it was made from; 0 for a dashboard that was never saved. */
  readonly baseVersion: number;
  /** Seconds since 1970. */
  readonly savedSeconds: number;
}

/** The part of `localStorage` that is used; without one, or when it is full, drafts are simply not kept. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const prefix = 'plumbago.draft.';

export function readDraft(storage: DraftStorage | null, key: string): Draft | null {
  try {
    const draft = JSON.parse(storage?.getItem(prefix + key) ?? 'null') as Partial<Draft> | null;
    if (!draft || !Array.isArray(draft.dashboard?.rows)) return null;
    if (typeof draft.baseVersion !== 'number' || typeof draft.savedSeconds !== 'number') return null;
    return draft as Draft;
  } catch {
    return null;
  }
}

/** False when it could not be kept. */
export function writeDraft(storage: DraftStorage | null, key: string, draft: Draft): boolean {
  try {
    storage?.setItem(prefix + key, JSON.stringify(draft));
    return storage !== null;
  } catch {
    return false;
  }
}

export function dropDraft(storage: DraftStorage | null, key: string): void {
  try {
    storage?.removeItem(prefix + key);
  } catch {
    // What cannot be reached cannot be offered again either.
  }
}

/** The browser's storage, where it may be used. */
export function draftStorage(): DraftStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
