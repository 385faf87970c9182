import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { folderNameProblem, freePath, inFolder, slugOf } from '../../dashboards/files/fileNames.ts';
import {
  type DashboardSummary,
  dashboardAnswer,
  dashboardList,
  type Folder,
  foldersAnswer,
} from '../../schema/dashboards.ts';
import { CommandFailure } from '../commandFailure.ts';
import type { ServerSubCommand } from '../serverCommand.ts';
import type { ServerConnection } from '../serverConnection.ts';
import { UsageError } from '../usageError.ts';

/** As many as the server lists at once. */
const MOST = 10_000;

type Listed = Pick<DashboardSummary, 'uid' | 'title' | 'folder'>;

export const exportDashboards: ServerSubCommand = {
  parameters: '[UID…] --to DIR [--format plumbago|grafana] [--overwrite]',
  about:
    'Write dashboards into files, one each; grafana makes files that Grafana 10 and newer open. A file that is there already stops it, unless --overwrite is there.',
  flags: { values: ['to', 'format'], switches: ['overwrite'] },
  prepare(flags, io) {
    const to = flags.value('to');
    if (to === undefined) throw new UsageError('--to DIR is missing: the folder of the files');
    const format = flags.value('format') ?? 'plumbago';
    if (format !== 'plumbago' && format !== 'grafana')
      throw new UsageError(`--format is plumbago or grafana, not "${format}"`);
    const root = resolve(io.cwd, to);
    return async (server) => {
      const files = placed(await wanted(flags.positionals, server), await folderPaths(server));
      const there = files.find(({ path }) => existsSync(join(root, path)));
      if (there !== undefined && !flags.has('overwrite')) {
        throw new CommandFailure(
          `${join(root, there.path)} is there already; name an empty folder, or add --overwrite`,
        );
      }
      for (const { uid, path } of files) {
        const text = await server.getText(`/api/dashboards/${uid}/export`, { format });
        write(join(root, path), text);
      }
      const lines = files.map(({ path }) => `${join(to, path)}\n`);
      return { json: files, text: `${lines.join('')}${files.length} exported.\n` };
    };
  },
};

/** Those that are named, or all that people have made. */
async function wanted(uids: readonly string[], server: ServerConnection): Promise<Listed[]> {
  if (uids.length === 0) {
    const { dashboards, total } = dashboardList.parse(
      await server.get('/api/dashboards', { limit: MOST, sort: 'title' }),
    );
    if (total > dashboards.length)
      throw new CommandFailure(
        `there are ${total} dashboards, and ${MOST} can be exported at once; name their uids`,
      );
    return dashboards.filter(({ origin }) => origin !== 'builtin');
  }
  const found: Listed[] = [];
  for (const uid of new Set(uids)) {
    const { meta } = dashboardAnswer.parse(
      await server.get(`/api/dashboards/${encodeURIComponent(uid)}`, {}),
    );
    found.push(meta);
  }
  return found;
}

/** The path of a folder of files for each folder of dashboards, by uid. */
async function folderPaths(server: ServerConnection): Promise<Map<string, string>> {
  const { folders } = foldersAnswer.parse(await server.get('/api/folders', {}));
  const byUid = new Map(folders.map((folder) => [folder.uid, folder]));
  const pathOf = ({ title, parent }: Folder): string => {
    const above = parent === null ? undefined : byUid.get(parent);
    const name = folderNameProblem(title) === null ? title : slugOf(title);
    return inFolder(above === undefined ? '' : pathOf(above), name);
  };
  return new Map(folders.map((folder) => [folder.uid, pathOf(folder)]));
}

/** A path for each, in one folder no two alike. */
function placed(
  dashboards: readonly Listed[],
  folders: ReadonlyMap<string, string>,
): { uid: string; title: string; path: string }[] {
  const taken = new Set<string>();
  return dashboards.map(({ uid, title, folder }) => {
    const inside = folder === null ? '' : (folders.get(folder) ?? '');
    const path = freePath(inFolder(inside, `${slugOf(title)}.json`), (each) => taken.has(each.toLowerCase()));
    taken.add(path.toLowerCase());
    return { uid, title, path };
  });
}

/** Aside first: a disk that fills up leaves the old file. */
function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
