/**
 * `npm run layering`: fails when an import points upwards in the house (see layeringRules.ts), when files import each
 * other in a circle, or when a room is missing from the table. Tests (`*.test.ts`) are exempt.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { LAYERING, OUTSIDE_WORLD, type RoomRule } from './layeringRules.ts';
import { type ImportSite, readImports } from './readImports.ts';

interface SourceFile {
  /** Relative to the root, with forward slashes: `src/query/parse.ts`. */
  readonly path: string;
  readonly room: string;
  readonly imports: readonly ImportSite[];
}

/**
 * Checks all sources below `root/src` and `root/web/src`. Each entry of the answer is one problem for a person:
 * `file:line: what is wrong`. Empty means that the house is in order.
 */
export function checkLayering(root: string, rules: Readonly<Record<string, RoomRule>> = LAYERING): string[] {
  const problems: string[] = [];
  const files = new Map<string, SourceFile>();
  for (const path of [...sourcesBelow(root, 'src'), ...sourcesBelow(root, 'web/src')]) {
    const text = readFileSync(join(root, path), 'utf8');
    files.set(path, { path, room: roomOf(path), imports: readImports(path, text) });
  }

  const unknown = new Set<string>();
  for (const file of files.values()) {
    const rule = rules[file.room];
    if (rule) {
      for (const site of file.imports) problems.push(...judge(root, file, site, rule));
    } else if (!unknown.has(file.room)) {
      unknown.add(file.room);
      problems.push(
        `${file.path}:1: the room ${file.room} is not in scripts/layeringRules.ts: say there what it may import`,
      );
    }
  }
  return [...problems, ...findCycles(root, files)];
}

function judge(root: string, file: SourceFile, site: ImportSite, rule: RoomRule): string[] {
  const where = `${file.path}:${site.line}`;
  if (
    rule.pure &&
    !site.typeOnly &&
    OUTSIDE_WORLD.includes(site.specifier.replace(/^node:/, '').split('/')[0]!)
  ) {
    return [
      `${where}: ${file.room} only calculates and may not import ${site.specifier}: take what is needed as an argument`,
    ];
  }
  const target = targetOf(file, site);
  if (!target) return [];
  if (!existsSync(join(root, target))) return [`${where}: ${site.specifier} is no file`];
  if (!isInRoom(target)) return [`${where}: ${site.specifier} lies outside of src and web/src`];
  const room = roomOf(target);
  if (room === file.room) return [];

  const asFile = target.replace(/^src\//, '');
  const names = (list: readonly string[] = []) => list.includes(room) || list.includes(asFile);
  if (names(rule.imports)) return [];
  if (names(rule.types)) {
    return site.typeOnly ? [] : [`${where}: ${file.room} may use ${asFile} by "import type" only`];
  }
  const allowed = [...rule.imports, ...(rule.types ?? []).map((name) => `${name} (types)`)];
  return [`${where}: ${file.room} may not import ${asFile} (allowed: ${allowed.join(', ') || 'nothing'})`];
}

/** Each circle once, named by its files; imports of types count, for a circle of types is one module in several files. */
function findCycles(root: string, files: ReadonlyMap<string, SourceFile>): string[] {
  const problems: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const visit = (path: string) => {
    state.set(path, 'open');
    trail.push(path);
    const file = files.get(path)!;
    for (const site of file.imports) {
      const target = site.asUrl ? undefined : targetOf(file, site);
      if (!target || !files.has(target) || !existsSync(join(root, target))) continue;
      const known = state.get(target);
      if (known === 'open') {
        const circle = [...trail.slice(trail.indexOf(target)), target];
        problems.push(`${path}:${site.line}: files import each other in a circle: ${circle.join(' → ')}`);
      } else if (!known) visit(target);
    }
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of files.keys()) if (!state.has(path)) visit(path);
  return problems;
}

/** The TypeScript file that a relative specifier names, relative to the root; undefined for packages and other files. */
function targetOf(file: SourceFile, site: ImportSite): string | undefined {
  if (!site.specifier.startsWith('.') || !/\.tsx?$/.test(site.specifier)) return undefined;
  return relative('/', resolve('/', dirname(file.path), site.specifier)).replaceAll('\\', '/');
}

function isInRoom(path: string): boolean {
  return path.startsWith('src/') || path.startsWith('web/src/');
}

function roomOf(path: string): string {
  return path.startsWith('web/') ? 'web' : path.split('/')[1]!;
}

function sourcesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.(test|d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

if (import.meta.main) {
  const problems = checkLayering(dirname(import.meta.dirname));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`layering: ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`);
    process.exitCode = 1;
  }
}
