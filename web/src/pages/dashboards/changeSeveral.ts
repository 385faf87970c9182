import { dashboardsApi } from '../../api/dashboards.ts';

/** Calls under way at once: others use the server as well. */
const atOnce = 4;

export interface SeveralDone<Thing = unknown> {
  readonly done: readonly Thing[];
  /** The first failure; the others are left as they are. */
  readonly error: Error | null;
}

/** Does the same to each, a few at a time; what fails does not stop the rest. */
export async function changeSeveral<Thing>(
  things: readonly Thing[],
  change: (thing: Thing) => Promise<unknown>,
): Promise<SeveralDone<Thing>> {
  const waiting = [...things];
  const done: Thing[] = [];
  let error: Error | null = null;
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await change(next);
        done.push(next);
      } catch (cause) {
        error ??= cause as Error;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { done, error };
}

/** Puts a dashboard into another folder, as it is now. */
export async function moveDashboard(
  uid: string,
  folder: string | null,
  folderTitle: string | null,
): Promise<void> {
  const { dashboard, meta } = await dashboardsApi.get(uid);
  if (meta.folder === folder) return;
  await dashboardsApi.save(uid, {
    dashboard,
    folder,
    baseVersion: meta.version,
    message: folderTitle === null ? 'Moved out of its folder' : `Moved to ${folderTitle}`,
  });
}
