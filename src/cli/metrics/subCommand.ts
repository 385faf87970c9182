/** What the sub-commands of `plumbago metrics` are made of. */

import { renameAnswer } from '../../schema/metrics.ts';
import type { ParsedFlags } from '../parseFlags.ts';
import type { ServerConnection } from '../serverConnection.ts';
import { UsageError } from '../usageError.ts';

/** One argument or more. @throws UsageError */
export function patternsOf({ positionals }: ParsedFlags): readonly string[] {
  if (positionals.length === 0 || positionals.includes('')) throw new UsageError('the PATTERN is missing');
  return positionals;
}

/** Exactly two arguments. @throws UsageError that names the one that is missing */
export function twoNames(
  { positionals }: ParsedFlags,
  [first, second]: readonly [string, string],
): [string, string] {
  if (positionals.length > 2) throw new UsageError(`"${positionals[2]}" is one argument too many`);
  const [one = '', other = ''] = positionals;
  if (one === '' || other === '') throw new UsageError(`the ${one === '' ? first : second} name is missing`);
  return [one, other];
}

/** A whole number from 1 on. @throws UsageError */
export function limitOf(flags: ParsedFlags, otherwise: number): number {
  const text = flags.value('limit');
  if (text === undefined) return otherwise;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > 10_000) throw new UsageError(`--limit is a number from 1 to 10000, not "${text}"`);
  return limit;
}

/** `Would delete 3 series` or `Deleted 3 series`, and how to make it true. */
export function headline(dryRun: boolean, would: string, done: string): string {
  return dryRun ? `Would ${would}. Nothing is changed yet: add --yes to do it.\n` : `${done}.\n`;
}

/** `1 series`, `12,345 series`. */
export function seriesCount(count: number): string {
  return `${count.toLocaleString('en-US')} series`;
}

/** `1.5 MiB`. */
export function sizeText(bytes: number): string {
  let size = bytes;
  for (const unit of ['B', 'KiB', 'MiB', 'GiB']) {
    if (size < 1024) return `${unit === 'B' ? size : size.toFixed(1)} ${unit}`;
    size /= 1024;
  }
  return `${size.toFixed(1)} TiB`;
}

/** The line that says how many a list leaves out; nothing when it is whole. */
export function more(total: number, shown: number): string {
  return total > shown ? `… and ${(total - shown).toLocaleString('en-US')} more\n` : '';
}

/** Asks the server to make one name of another at `path`, and tells which; `would` and `done` are verbs. */
export async function askForRenames(
  server: ServerConnection,
  path: string,
  request: { readonly from: string; readonly dryRun: boolean; readonly [to: string]: string | boolean },
  would: string,
  done: string,
): Promise<{ json: unknown; text: string }> {
  const answer = renameAnswer.parse(await server.post(path, request));
  const count = seriesCount(answer.series);
  return {
    json: answer,
    text:
      answer.renames.map((one) => `${one.from} → ${one.to}\n`).join('') +
      more(answer.series, answer.renames.length) +
      headline(request.dryRun, `${would} ${count}`, `${done} ${count}`),
  };
}
