import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { folder, foldersAnswer, type ImportAnswer, importAnswer } from '../../schema/dashboards.ts';
import { CommandFailure } from '../commandFailure.ts';
import type { ServerSubCommand } from '../serverCommand.ts';
import type { ServerConnection } from '../serverConnection.ts';
import { UsageError } from '../usageError.ts';

/** What became of one file: the server's answer, or why there is none. */
type Outcome = { readonly file: string } & (
  | { readonly answer: ImportAnswer; readonly problem?: undefined }
  | { readonly answer?: undefined; readonly problem: string }
);

export function importDashboards(about: string): ServerSubCommand {
  return {
    parameters: 'FILE… [--folder NAME] [--input NAME=VALUE] [--overwrite] [--dry-run]',
    about,
    flags: { values: ['folder'], lists: ['input'], switches: ['overwrite', 'dry-run'] },
    prepare(flags, io) {
      const files = flags.positionals;
      if (files.length === 0) throw new UsageError('the FILE is missing');
      const inputs = inputsOf(flags.list('input'));
      const folderName = flags.value('folder');
      const overwrite = flags.has('overwrite');
      const save = !flags.has('dry-run');
      return async (server) => {
        const folder = folderName === undefined ? undefined : await folderNamed(folderName, server, save);
        const request = { save, overwrite, inputs, ...(folder === undefined ? {} : { folder }) };
        const outcomes: Outcome[] = [];
        for (const file of files) {
          outcomes.push(await importFile(file, resolve(io.cwd, file), request, server));
        }
        const failed = outcomes.some(({ problem }) => problem !== undefined);
        return { json: outcomes, text: outcomes.map(textOf).join('') + summary(outcomes, save), failed };
      };
    },
  };
}

function inputsOf(written: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    written.map((text) => {
      const equals = text.indexOf('=');
      if (equals < 1) throw new UsageError(`--input wants NAME=VALUE, not "${text}"`);
      return [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

/**
 * The uid of the folder with that title, or that uid; one that is not there is made, unless nothing is to be saved: then undefined.
 * @throws CommandFailure when several have the title
 */
async function folderNamed(
  name: string,
  server: ServerConnection,
  save: boolean,
): Promise<string | undefined> {
  const { folders } = foldersAnswer.parse(await server.get('/api/folders', {}));
  const named = folders.filter(({ title }) => title === name);
  if (named.length > 1) {
    const uids = named.map(({ uid }) => uid).join(', ');
    throw new CommandFailure(
      `${named.length} folders are called "${name}"; name one by its uid with --folder: ${uids}`,
    );
  }
  const found = named[0] ?? folders.find(({ uid }) => uid === name);
  if (found !== undefined || !save) return found?.uid;
  return folder.parse(await server.post('/api/folders', { title: name })).uid;
}

async function importFile(
  file: string,
  path: string,
  request: object,
  server: ServerConnection,
): Promise<Outcome> {
  try {
    const json = readJson(path);
    return {
      file,
      answer: importAnswer.parse(await server.post('/api/dashboards/import', { json, ...request })),
    };
  } catch (error) {
    // The other files are none the worse for it.
    if (error instanceof CommandFailure) return { file, problem: error.message };
    throw error;
  }
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CommandFailure(
      code === 'EISDIR' ? 'it is a folder; name the files in it' : `it can't be read: ${message}`,
      { cause: error },
    );
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandFailure(`it is no JSON: ${(error as Error).message}`, { cause: error });
  }
}

function textOf({ file, answer, problem }: Outcome): string {
  if (problem !== undefined) return `${file}: failed: ${problem}\n`;
  const { dashboard, saved, report, inputs } = answer;
  const renamed =
    saved !== null && dashboard.uid !== undefined && dashboard.uid !== saved.uid
      ? ` (the uid ${dashboard.uid} is taken; --overwrite replaces the dashboard that has it)`
      : '';
  const where = saved === null ? 'can be taken' : `is at /d/${saved.uid}${renamed}`;
  const asked = inputs
    .filter(({ kind, value }) => kind === 'constant' && value === null)
    .map(({ name, label }) => `  asks for a value: ${label} (--input ${name}=VALUE)\n`);
  const remarks = report.map(
    ({ level, where: place, message }) => `  ${level}: ${place === '' ? '' : `${place}: `}${message}\n`,
  );
  return `${file}: "${dashboard.title}" ${where}\n${remarks.join('')}${asked.join('')}`;
}

function summary(outcomes: readonly Outcome[], save: boolean): string {
  const good = outcomes.filter(({ problem }) => problem === undefined).length;
  const bad = outcomes.length - good;
  const done = save
    ? `${good} imported`
    : `${good} could be imported, nothing is saved yet: leave --dry-run out to do it`;
  return `${done}${bad === 0 ? '' : `, ${bad} failed`}.\n`;
}
