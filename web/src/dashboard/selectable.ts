/** Turns one level of a metric's name into a variable, in all queries of a dashboard that name the same branch. */
import type { Dashboard, Variable } from '../../../src/schema/dashboard.ts';
import type { TargetNode } from '../../../src/schema/dashboards.ts';
import { allChosen } from '../../../src/view/variables/values.ts';
import type { Edit } from './edits.ts';

/** A level of a path that can become a variable. */
export interface Level {
  /** What stands before it, with its last dot; empty for the first. */
  readonly before: string;
  readonly text: string;
}

/** The paths of a target's tree, each once, in their order. */
export function pathsOf(tree: TargetNode): string[] {
  if (tree.kind === 'path') return [tree.text];
  if (tree.kind !== 'call') return [];
  return [...new Set([...tree.args, ...Object.values(tree.named)].flatMap(pathsOf))];
}

/** The levels of a path; dots within braces divide nothing. */
export function levelsOf(path: string): Level[] {
  const levels: Level[] = [];
  let before = '';
  for (const [text] of path.matchAll(/(?:[^.{}]|\{[^{}]*\}|[{}])+/g)) {
    levels.push({ before, text });
    before += `${text}.`;
  }
  return levels;
}

const variableInside = /\$|\[\[/;

/** True where a level is not a variable already. */
export function canBecomeVariable({ text }: Level): boolean {
  return text !== '' && !variableInside.test(text);
}

/** A name that says what the level is, and that nobody has: `hosts.` → `host`. */
export function suggestName({ before }: Level, taken: Iterable<string>): string {
  const used = new Set(taken);
  const parent = before.split('.').at(-2)?.replace(/\W/g, '') ?? '';
  const singular = parent.replace(/(ss)$|ies$|s$/, (ending, twice: string | undefined) =>
    twice ? ending : ending === 'ies' ? 'y' : '',
  );
  const base = /^[A-Za-z_]\w*$/.test(singular) ? singular : 'part';
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (!used.has(name)) return name;
  }
}

/** The text with the level replaced wherever it follows the same levels; what begins alike or stands in quotes is something else. */
export function replaceLevel(target: string, { before, text }: Level, name: string): string {
  const quoted = (part: string) => part.replace(/[\\^$*+?.()|[\]{}]/g, '\\$&');
  const found = new RegExp(`(^|[^\\w.$*?{}\\[\\]"'-])(${quoted(before)})${quoted(text)}(?=[.,)\\s|]|$)`, 'g');
  return target.replace(found, (_, edge: string, path: string) => `${edge}${path}$${name}`);
}

/** The variable for a level: its choices are what there is beside it. What was a pattern is several values, all at first. */
export function variableFor(level: Level, name: string): Variable {
  const isPattern = /[*?{[]/.test(level.text);
  return {
    name,
    type: 'query',
    query: `${level.before}*`,
    sort: 'natural-asc',
    ...(isPattern
      ? {
          multi: true,
          includeAll: true,
          allValue: level.text,
          current: [allChosen],
        }
      : { current: level.text }),
  };
}

/** Adds the variable, and puts it into the queries of all panels that name the branch. */
export function makeSelectable(level: Level, name: string): Edit {
  const replace = (text: string) => replaceLevel(text, level, name);
  return {
    name: `Make "${level.before}${level.text}" selectable as $${name}`,
    apply: (dashboard: Dashboard) => ({
      ...dashboard,
      variables: [...(dashboard.variables ?? []), variableFor(level, name)],
      rows: dashboard.rows.map((row) => ({
        ...row,
        panels: row.panels.map((panel) =>
          panel.targets?.some(({ target }) => replace(target) !== target)
            ? { ...panel, targets: panel.targets.map((one) => ({ ...one, target: replace(one.target) })) }
            : panel,
        ),
      })),
    }),
  };
}
