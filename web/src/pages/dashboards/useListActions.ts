import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { DashboardList, DashboardSummary } from '../../../../src/schema/dashboards.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import type { NoticeContent } from '../../components/Notice.tsx';
import { changeSeveral, moveDashboard, type SeveralDone } from './changeSeveral.ts';

export interface ListActions {
  star(dashboard: DashboardSummary): void;
  /** Into the trash. */
  remove(dashboards: readonly DashboardSummary[]): void;
  /** `title` of the folder; null with null is out of all folders. */
  move(dashboards: readonly DashboardSummary[], folder: string | null, title: string | null): void;
  /** Out of the trash. */
  restore(dashboards: readonly DashboardSummary[]): void;
  /** Says that something was done, with the way back. */
  say(text: string, undo?: () => Promise<SeveralDone>): void;
}

export interface ListActivity {
  readonly actions: ListActions;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly notice: NoticeContent | null;
  readonly undoName: string | null;
  undo(): void;
  /** Says what became of a folder, and asks for the list again. */
  folderChanged(sentence: string): void;
  closeNotice(): void;
  closeError(): void;
}

const named = (dashboards: readonly DashboardSummary[]) =>
  dashboards.length === 1 ? `"${dashboards[0].title}"` : `${dashboards.length} dashboards`;

/** What is done to dashboards in the list, each with its way back. */
export function useListActions(): ListActivity {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [notice, setNotice] = useState<NoticeContent | null>(null);
  const back = useRef<(() => Promise<SeveralDone>) | null>(null);

  const refresh = useCallback(
    () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['dashboards'] }),
        client.invalidateQueries({ queryKey: ['folders'] }),
      ]),
    [client],
  );
  const say = useCallback((text: string, undo?: () => Promise<SeveralDone>) => {
    back.current = undo ?? null;
    setNotice({ text, undo: undo !== undefined, at: Date.now() });
  }, []);

  const run = async (
    dashboards: readonly DashboardSummary[],
    change: (dashboard: DashboardSummary) => Promise<unknown>,
    said: (done: readonly DashboardSummary[]) => [string, () => Promise<SeveralDone>],
  ) => {
    setBusy(true);
    setError(null);
    const outcome = await changeSeveral(dashboards, change);
    await refresh();
    setBusy(false);
    setError(outcome.error);
    if (outcome.done.length > 0) say(...said(outcome.done));
  };

  const actions: ListActions = {
    say,
    star(dashboard) {
      const { uid } = dashboard;
      const starred = !dashboard.starred;
      client.setQueriesData<DashboardList>({ queryKey: ['dashboards'] }, (list) =>
        list === undefined
          ? list
          : {
              ...list,
              dashboards: list.dashboards.map((one) => (one.uid === uid ? { ...one, starred } : one)),
            },
      );
      dashboardsApi
        .star(uid, starred)
        .catch(setError)
        .finally(() => void client.invalidateQueries({ queryKey: ['dashboards'] }));
    },
    remove: (dashboards) =>
      void run(
        dashboards,
        ({ uid }) => dashboardsApi.remove(uid),
        (done) => [
          `${named(done)} deleted. The trash keeps ${done.length === 1 ? 'it' : 'them'} for 30 days.`,
          () => changeSeveral(done, ({ uid }) => dashboardsApi.undelete(uid)),
        ],
      ),
    move: (dashboards, folder, title) =>
      void run(
        dashboards.filter((one) => one.folder !== folder),
        ({ uid }) => moveDashboard(uid, folder, title),
        (done) => [
          `${named(done)} moved ${title === null ? 'out of the folders' : `to ${title}`}.`,
          () => changeSeveral(done, (one) => moveDashboard(one.uid, one.folder, one.folderTitle)),
        ],
      ),
    restore: (dashboards) =>
      void run(
        dashboards,
        ({ uid }) => dashboardsApi.undelete(uid),
        (done) => [
          `${named(done)} restored.`,
          () => changeSeveral(done, ({ uid }) => dashboardsApi.remove(uid)),
        ],
      ),
  };

  return {
    actions,
    busy,
    error,
    notice,
    undoName: notice?.undo ? notice.text : null,
    async undo() {
      const way = back.current;
      back.current = null;
      setNotice(null);
      if (!way) return;
      setBusy(true);
      const outcome = await way();
      await refresh();
      setBusy(false);
      setError(outcome.error);
    },
    folderChanged(sentence) {
      void refresh();
      say(sentence);
    },
    closeNotice: () => setNotice(null),
    closeError: () => setError(null),
  };
}
