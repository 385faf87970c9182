import type { Panel } from '../../../src/schema/dashboard.ts';
import type { Command } from '../app/commands.ts';
import { useCommands } from '../app/useCommands.ts';
import { panelTypeOf } from '../panels/index.ts';
import type { DashboardActions } from './actions.ts';
import { findPanel } from './edits.ts';
import type { DashboardScope } from './scope.ts';

interface PanelKeysInput {
  readonly actions: DashboardActions;
  readonly scope: DashboardScope;
  /** False while a form or another layer has the keys. */
  readonly enabled: boolean;
}

/** What moved last, the pointer or the focus: that is where somebody looks. */
let pointerMoved = true;
document.addEventListener('pointermove', () => (pointerMoved = true), { passive: true });
document.addEventListener('focusin', () => (pointerMoved = false));

/** The panel that the pointer is over, or that has the focus: its id, and that of its copy on the page. */
function panelAtHand(): { readonly id: string; readonly copy: string } | null {
  const under = document.querySelector<HTMLElement>('[data-panel-id]:hover');
  const focused = document.activeElement?.closest<HTMLElement>('[data-panel-id]');
  const element = pointerMoved ? (under ?? focused) : (focused ?? under);
  return element ? { id: element.dataset['panelId']!, copy: element.dataset['copyId']! } : null;
}

/** Keys that do something with the panel under the pointer, or the one that has the focus. */
export function usePanelKeys({ actions, scope, enabled }: PanelKeysInput): void {
  const group = 'Panel under the pointer';
  const forPanel = (
    id: string,
    key: string,
    label: string,
    perform: (panel: Panel, copy: string) => void,
  ): Command => ({
    id,
    keys: [key],
    label,
    group,
    perform: () => {
      const at = panelAtHand();
      const found = at && findPanel(actions.current(), at.id);
      if (found) perform(found.panel, at.copy);
    },
  });
  const asks = (panel: Panel) => panelTypeOf(panel.type)?.hasTargets ?? false;
  useCommands(
    enabled
      ? [
          forPanel('panel-view', 'v', 'View alone, and back', (_panel, copy) =>
            actions.setState({
              view: new URLSearchParams(location.search).has('view') ? null : copy,
            }),
          ),
          forPanel('panel-explore', 'x', 'Explore', (panel) => asks(panel) && actions.explore(panel)),
          forPanel(
            'panel-inspect',
            'i',
            'Inspect',
            (panel) => asks(panel) && actions.setState({ inspect: panel.id }),
          ),
          ...(scope.editable
            ? [
                forPanel('panel-edit', 'e', 'Edit', (panel) => actions.setState({ edit: panel.id })),
                forPanel('panel-duplicate', 'd', 'Duplicate', (panel) => actions.duplicate(panel)),
                forPanel('panel-remove', 'Delete', 'Remove', (panel) => actions.remove(panel)),
              ]
            : []),
        ]
      : [],
  );
}
