import { useEffect, useRef } from 'react';
import type { Panel } from '../../../src/schema/dashboard.ts';
import { useCommands } from '../app/useCommands.ts';
import type { DashboardActions } from './actions.ts';
import { panelFromText } from './clipboard.ts';
import type { DashboardKind } from './dashboardKind.ts';
import { addPanel, newId, panelName } from './edits.ts';
import { toggleKiosk } from './kiosk.ts';
import type { PageState } from './pageState.ts';
import type { Editor } from './useEditor.ts';

interface PageKeysInput {
  readonly kind: DashboardKind;
  readonly state: PageState;
  readonly editable: boolean;
  readonly editor: Editor;
  readonly actions: DashboardActions;
}

/** Keys of the whole dashboard, a panel that is pasted, and the question before unsaved changes are left. */
export function usePageKeys({ kind, state, editable, editor, actions }: PageKeysInput): void {
  const group = 'Dashboard';
  useLeaveGuard(editor.dirty && kind !== 'embed');
  usePaste(editable, (panel) =>
    actions.edit(
      addPanel({ ...panel, id: newId(actions.current(), 'p') }, null, `Paste ${panelName(panel)}`),
    ),
  );
  const keptHere = kind === 'saved';
  const save = () => {
    // Over a form there is nothing to save yet.
    if (document.querySelector('[role="dialog"]')) return;
    if (!keptHere || editor.dirty) actions.open({ kind: keptHere ? 'save' : 'save-as' });
  };
  useCommands([
    {
      id: 'kiosk',
      keys: ['f'],
      label: 'Full screen',
      group,
      perform: () => toggleKiosk(!state.kiosk, actions),
    },
    { id: 'refresh', keys: ['r'], label: 'Refresh', group, perform: () => actions.refresh() },
    ...(editable
      ? [
          {
            id: 'add-panel',
            keys: ['a'],
            label: 'Add a panel',
            group,
            perform: () => actions.open({ kind: 'add-panel', rowId: null }),
          },
          { id: 'undo', keys: ['Ctrl-Z'], label: 'Undo', group, perform: editor.undo },
          { id: 'redo', keys: ['Ctrl-Shift-Z', 'Ctrl-Y'], label: 'Do again', group, perform: editor.redo },
          { id: 'save', keys: ['Ctrl-S'], label: 'Save', group, everywhere: true, perform: save } as const,
        ]
      : []),
    ...(state.view !== null || state.kiosk
      ? [
          {
            id: 'step-back',
            keys: ['Escape'],
            label: 'Back to the whole dashboard',
            group,
            perform: () =>
              state.view !== null ? actions.setState({ view: null }) : toggleKiosk(false, actions),
          },
        ]
      : []),
  ]);
}

/** Asks before the tab is closed over unsaved changes (they are kept as a draft all the same). */
function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    const guard = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [dirty]);
}

const ownKeys = 'input, textarea, [contenteditable="true"], [role="dialog"]';

/** A panel that is pasted anywhere on the page. */
function usePaste(enabled: boolean, paste: (panel: Panel) => void): void {
  const latest = useRef(paste);
  latest.current = paste;
  useEffect(() => {
    if (!enabled) return;
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest(ownKeys)) return;
      const panel = panelFromText(event.clipboardData?.getData('text/plain') ?? '');
      if (!panel) return;
      event.preventDefault();
      latest.current(panel);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [enabled]);
}
