import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { panelRange } from '../../../src/view/panelRange.ts';
import type { NoticeContent } from '../components/Notice.tsx';
import type { PageRange } from '../time/usePageRange.ts';
import { readZone } from '../time/zoneChoice.ts';
import type { DashboardActions, OpenDialog } from './actions.ts';
import { breakPanelOut } from './breakPanelOut.ts';
import { copyPanel } from './clipboard.ts';
import { duplicatePanel, type Edit, newId, panelName, removePanel } from './edits.ts';
import { writePageState } from './pageState.ts';
import { askedTargets } from './panel/askedTargets.ts';
import type { DashboardScope } from './scope.ts';
import type { Editor } from './useEditor.ts';

interface ActionsInput {
  readonly editor: Editor;
  readonly page: PageRange;
  readonly interpolation: Required<Pick<DashboardScope, 'interpolate' | 'interpolateTarget'>>;
  setDialog(dialog: OpenDialog | null): void;
  setNotice(notice: NoticeContent | null): void;
}

/** What the pieces of the page can do, as one object that lives as long as the page and always acts on what is there now. */
export function useDashboardActions(input: ActionsInput): DashboardActions {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const client = useQueryClient();
  const latest = useRef({ ...input, search, path });
  latest.current = { ...input, search, path };
  return useMemo((): DashboardActions => {
    const setState: DashboardActions['setState'] = (changes, options) => {
      const { search: now, path: at } = latest.current;
      const next = writePageState(now, changes);
      if (next === (now && `?${now}`)) return;
      // Several changes of one moment build on each other, before the page is drawn again.
      latest.current.search = next.slice(1);
      navigate(at + next, { replace: options?.replace ?? false });
    };
    const edit = (next: Edit) => {
      latest.current.editor.edit(next);
      // What the notice offers to undo is not the last edit any more.
      latest.current.setNotice(null);
    };
    const say = (text: string, undo = false) => latest.current.setNotice({ text, undo, at: Date.now() });
    return {
      current: () => latest.current.editor.dashboard,
      edit,
      setState,
      say,
      open: (dialog) => latest.current.setDialog(dialog),
      explore(panel) {
        const { interpolation, page } = latest.current;
        const range = panelRange(page.range, panel);
        const zone = readZone(latest.current.search);
        const params = new URLSearchParams([
          ...askedTargets(panel, interpolation).map(({ target }): [string, string] => ['target', target]),
          ['from', range.from],
          ['until', range.until],
          ...(zone ? [['tz', zone] satisfies [string, string]] : []),
        ]);
        navigate(`/explore?${params}`);
      },
      breakOut(panel) {
        breakPanelOut(panel, latest.current.interpolation).then(
          (result) => {
            if ('edit' in result) edit(result.edit);
            say(result.text, 'edit' in result);
          },
          (error: unknown) => say(error instanceof Error ? error.message : String(error)),
        );
      },
      copy(panel) {
        void copyPanel(panel).then((everywhere) =>
          say(
            everywhere
              ? `Copied ${panelName(panel)}. Ctrl-V pastes it, here or on another dashboard.`
              : `Copied ${panelName(panel)} for dashboards in this browser.`,
          ),
        );
      },
      remove(panel) {
        edit(removePanel(latest.current.editor.dashboard, panel.id));
        setState({ view: null, edit: null, inspect: null }, { replace: true });
        say(`Removed ${panelName(panel)}.`, true);
      },
      duplicate: (panel) => edit(duplicatePanel(panel, newId(latest.current.editor.dashboard, 'p'))),
      refresh() {
        void client.invalidateQueries({ queryKey: ['query'] });
        void client.invalidateQueries({ queryKey: ['annotations'] });
        void client.invalidateQueries({ queryKey: ['variable-values'] });
      },
    };
  }, [client, navigate]);
}
