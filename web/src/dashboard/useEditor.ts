import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Dashboard } from '../../../src/schema/dashboard.ts';
import { serverNow } from '../api/clock.ts';
import { type Draft, draftStorage, dropDraft, readDraft, writeDraft } from './draft.ts';
import type { Edit } from './edits.ts';
import { doEdit, redo, sameDashboard, startHistory, undo } from './history.ts';

/** A state that the server has. */
export interface SavedState {
  readonly dashboard: Dashboard;
  /** 0 for what was never saved. */
  readonly version: number;
}

export interface Editor {
  readonly dashboard: Dashboard;
  /** What the edits were made from. */
  readonly base: SavedState;
  readonly dirty: boolean;
  /** Names of what undo and redo would do; null for nothing. */
  readonly undoName: string | null;
  readonly redoName: string | null;
  /** Names of the edits since the last save, oldest first. */
  readonly changes: readonly string[];
  /** Changes of an earlier visit that were not saved, until somebody decides. */
  readonly offered: Draft | null;
  edit(edit: Edit): void;
  undo(): void;
  redo(): void;
  /** Goes on from another saved state, with `dashboard` (that state itself when missing) before one's eyes. */
  rebase(saved: SavedState, dashboard?: Dashboard): void;
  /** Throws unsaved changes away. */
  discard(): void;
  /** What is unsaved here was saved elsewhere, as a copy: nothing of it is offered again. */
  forgetDraft(): void;
  takeOffered(): void;
  refuseOffered(): void;
}

const draftDelayMilliseconds = 400;

/**
 * Edits of one dashboard with undo, and a draft of them in the browser. `key` names the draft; null keeps none.
 * A newer saved state that comes in while nothing is unsaved is shown at once; otherwise it waits for the next save.
 */
export function useEditor(saved: SavedState, key: string | null): Editor {
  const [base, setBase] = useState(saved);
  const [history, setHistory] = useState(() => startHistory(saved.dashboard));
  const [savedSteps, setSavedSteps] = useState(0);
  const [offered, setOffered] = useState<Draft | null>(() => {
    const draft = key === null ? null : readDraft(draftStorage(), key);
    return draft && !sameDashboard(draft.dashboard, saved.dashboard) ? draft : null;
  });
  const dirty = useMemo(
    () => !sameDashboard(history.present, base.dashboard),
    [history.present, base.dashboard],
  );

  // Somebody else saved, or the file was changed: nothing of one's own stands in the way of showing it.
  if (saved.version > base.version && !dirty) {
    setBase(saved);
    setHistory(startHistory(saved.dashboard));
    setSavedSteps(0);
  }

  const unsaved = useRef<Draft | null>(null);
  unsaved.current = dirty
    ? { dashboard: history.present, baseVersion: base.version, savedSeconds: serverNow() }
    : null;
  const undecided = offered !== null;
  useEffect(() => {
    if (key === null || undecided) return;
    if (!dirty) {
      dropDraft(draftStorage(), key);
      return;
    }
    const keep = () => {
      if (unsaved.current)
        writeDraft(draftStorage(), key, { ...unsaved.current, dashboard: history.present });
    };
    const timer = setTimeout(keep, draftDelayMilliseconds);
    window.addEventListener('pagehide', keep);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('pagehide', keep);
    };
  }, [key, dirty, undecided, history.present]);

  const edit = useCallback((next: Edit) => {
    setHistory((now) => doEdit(now, next, Date.now()));
  }, []);
  const rebase = useCallback((next: SavedState, dashboard: Dashboard = next.dashboard) => {
    setBase(next);
    setHistory((now) => {
      const after =
        now.present === dashboard
          ? now
          : doEdit(now, { name: 'Take the saved state', apply: () => dashboard }, Date.now());
      setSavedSteps(after.past.length);
      return after;
    });
  }, []);

  return {
    dashboard: history.present,
    base,
    dirty,
    undoName: history.past.at(-1)?.name ?? null,
    redoName: history.undone.at(-1)?.name ?? null,
    changes: history.past.slice(savedSteps).map((step) => step.name),
    offered,
    edit,
    undo: useCallback(() => setHistory(undo), []),
    redo: useCallback(() => setHistory(redo), []),
    rebase,
    discard: () => edit({ name: 'Discard all changes', apply: () => base.dashboard }),
    forgetDraft: () => {
      unsaved.current = null;
      if (key !== null) dropDraft(draftStorage(), key);
    },
    takeOffered: () => {
      if (!offered) return;
      // Saved since by somebody else: the next save then finds it out, and offers to merge.
      setBase({ dashboard: saved.dashboard, version: offered.baseVersion });
      edit({ name: 'Continue with earlier changes', apply: () => offered.dashboard });
      setOffered(null);
    },
    refuseOffered: () => {
      setOffered(null);
      if (key !== null) dropDraft(draftStorage(), key);
    },
  };
}
