import { createContext, useContext } from 'react';
import type { Dashboard, Panel } from '../../../src/schema/dashboard.ts';
import type { ShownAnnotation } from '../../../src/view/annotations.ts';
import type { Edit } from './edits.ts';
import type { PageState } from './pageState.ts';

/** Forms over the page; one at a time. */
export type OpenDialog =
  | { readonly kind: 'save' }
  | { readonly kind: 'save-as' }
  | { readonly kind: 'settings'; readonly section?: SettingsSection }
  | { readonly kind: 'add-panel'; readonly rowId: string | null }
  | { readonly kind: 'row'; readonly rowId: string }
  | { readonly kind: 'remove-row'; readonly rowId: string }
  | { readonly kind: 'merge'; readonly panelId: string }
  | { readonly kind: 'to-row'; readonly panelId: string }
  | { readonly kind: 'selectable'; readonly panelId: string }
  | { readonly kind: 'share'; readonly panelId?: string }
  | {
      readonly kind: 'annotation';
      readonly panelId: string | null;
      readonly time: number;
      readonly timeEnd: number | null;
      /** Being edited; missing for a new one. */
      readonly annotation?: ShownAnnotation;
    };

export type SettingsSection = 'general' | 'variables' | 'annotations' | 'links' | 'json' | 'versions';

/** What the pieces of a dashboard's page can do to it. The same object for as long as the page stands. */
export interface DashboardActions {
  /** The dashboard as it is now, with the edits that are not saved. */
  current(): Dashboard;
  edit(edit: Edit): void;
  /** Changes the address; `replace` leaves no step for the back button. */
  setState(changes: Partial<PageState>, options?: { readonly replace?: boolean }): void;
  open(dialog: OpenDialog): void;
  /** A sentence at the lower edge, with something to do about it where `undo` is set. */
  say(text: string, undo?: boolean): void;
  /** To Explore with what a panel asks for. */
  explore(panel: Panel): void;
  /** One panel for each series of a glob. */
  breakOut(panel: Panel): void;
  copy(panel: Panel): void;
  remove(panel: Panel): void;
  duplicate(panel: Panel): void;
  /** Asks everything again. */
  refresh(): void;
}

export const ActionsContext = createContext<DashboardActions | null>(null);

export function useActions(): DashboardActions {
  const actions = useContext(ActionsContext);
  if (!actions) throw new Error('Outside of a dashboard.');
  return actions;
}
