/**
 * A dashboard that nobody had to build: everything below a branch, grouped as a person would. Leaves beside each other that
 * measure the same kind of thing share a chart; branches that look alike (cpu.0, cpu.1 …) become one chart a leaf with
 * a line for each branch; what goes in and what goes out share a chart, one above and one below zero.
 */
import {
  DASHBOARD_FORMAT,
  DASHBOARD_FORMAT_VERSION,
  type Dashboard,
  GRID_COLUMNS,
  type Panel,
  type Row,
} from '../../schema/dashboard.ts';
import { guessUnit } from '../../view/units/units.ts';
import type { MetricBranch } from './metricBranch.ts';

/** Panels of one dashboard; a branch with more than that is better opened further down. */
const MOST_PANELS = 200;
/** Lines of a chart that are told apart at a glance. */
const LINES_A_PANEL = 8;
const PANEL_HEIGHT = 7;
/** Branches that share at least so much of their leaves look alike. */
const ALIKE = 0.6;

/** A panel before it has its place. */
interface Draft {
  readonly title: string;
  readonly targets: readonly string[];
  readonly unit: string;
  /** Targets whose lines are drawn below zero, by their place. */
  readonly below?: number;
}

export function instantDashboard(branch: MetricBranch): Dashboard {
  const rows: Row[] = [];
  let count = 0;
  const add = (title: string, drafts: readonly Draft[]) => {
    const kept = drafts.slice(0, MOST_PANELS - count);
    if (kept.length === 0) return;
    rows.push({
      id: `r${rows.length + 1}`,
      ...(title === '' ? {} : { title }),
      panels: placed(kept, count),
    });
    count += kept.length;
  };
  if (branch.leaves.length > 0) add('', leafPanels(branch, ''));
  const families = alikeFamilies(branch.branches);
  for (const family of families.alike) add(titled('', readable(branch.name)), familyPanels(branch, family));
  for (const child of families.others) add(titled('', readable(child.name)), branchPanels(child, ''));
  if (rows.length === 0) rows.push({ id: 'r1', panels: [] });
  return {
    format: DASHBOARD_FORMAT,
    formatVersion: DASHBOARD_FORMAT_VERSION,
    title: branch.path === '' ? 'All metrics' : branch.path,
    rows,
  };
}

/** Charts of a branch and all below it. `context` is what their titles begin with. */
function branchPanels(branch: MetricBranch, context: string): Draft[] {
  const families = alikeFamilies(branch.branches);
  return [
    ...leafPanels(branch, context),
    ...families.alike.flatMap((family) => familyPanels(branch, family)),
    ...families.others.flatMap((child) =>
      branchPanels(child, [context, readable(child.name)].filter(Boolean).join(' ')),
    ),
  ];
}

/** The leaves of one branch: what goes both ways together, the others by what they measure. */
function leafPanels({ path, leaves }: MetricBranch, context: string): Draft[] {
  const { prefix, level } = placeOf(path);
  const { pairs, single } = pairsOf(leaves);
  const drafts: Draft[] = pairs.map(({ up, down, title }) => ({
    title: titled(context, title),
    targets: [up, down].map((leaf) => aliased(prefix + written(leaf), level)),
    unit: guessUnit(prefix + up),
    below: 1,
  }));
  for (const [unit, list] of Map.groupBy(single, (leaf) => guessUnit(prefix + leaf))) {
    for (let from = 0; from < list.length; from += LINES_A_PANEL) {
      const some = list.slice(from, from + LINES_A_PANEL);
      drafts.push({
        title: titled(context, groupTitle(some)),
        targets: [aliased(prefix + choice(some), level)],
        unit,
      });
    }
  }
  return drafts;
}

/** A chart for each leaf of branches that look alike, with a line for each branch. */
function familyPanels(parent: MetricBranch, family: readonly MetricBranch[]): Draft[] {
  const { prefix, level } = placeOf(parent.path);
  const whole = family.length === parent.branches.length;
  const among = prefix + (whole ? '*' : choice(family.map(({ name }) => name)));
  const { pairs, single } = pairsOf([...new Set(family.flatMap((branch) => branch.leaves))]);
  const context = readable(parent.name);
  // Units are guessed from a name that there is.
  const example = prefix + family[0]!.name;
  const drafts: Draft[] = [
    ...pairs.map(({ up, down, title }) => ({
      title: titled(context, title),
      targets: [up, down].map((leaf) => aliased(`${among}.${written(leaf)}`, level, level + 1)),
      unit: guessUnit(`${example}.${up}`),
      below: 1,
    })),
    ...single.map((leaf) => ({
      title: titled(context, readable(leaf)),
      targets: [aliased(`${among}.${written(leaf)}`, level)],
      unit: guessUnit(`${example}.${leaf}`),
    })),
  ];
  // Deeper levels of all of them: again one chart for what they share.
  const deeper = Map.groupBy(
    family.flatMap(({ branches }) => branches),
    ({ name }) => name,
  );
  for (const [name, branches] of deeper) {
    for (const leaf of new Set(branches.flatMap((branch) => branch.leaves))) {
      drafts.push({
        title: titled(context, `${readable(name)} ${readable(leaf)}`),
        targets: [aliased(`${among}.${written(name)}.${written(leaf)}`, level)],
        unit: guessUnit(`${example}.${name}.${leaf}`),
      });
    }
  }
  return drafts;
}

/** How names below a path begin, and the number of the level that they are. */
function placeOf(path: string): { prefix: string; level: number } {
  if (path === '') return { prefix: '', level: 0 };
  const levels = path.split('.');
  return { prefix: `${levels.map(written).join('.')}.`, level: levels.length };
}

/** Branches that share most of their leaves, and the rest. */
function alikeFamilies(branches: readonly MetricBranch[]): {
  alike: MetricBranch[][];
  others: readonly MetricBranch[];
} {
  const families: MetricBranch[][] = [];
  for (const branch of branches) {
    const family = families.find(([first]) => alike(first!, branch));
    if (family === undefined) families.push([branch]);
    else family.push(branch);
  }
  return {
    alike: families.filter(({ length }) => length > 1),
    others: families.filter(({ length }) => length === 1).flat(),
  };
}

function alike(a: MetricBranch, b: MetricBranch): boolean {
  const [one, other] = [shapeOf(a), shapeOf(b)];
  if (one.size === 0 || other.size === 0) return false;
  const shared = [...one].filter((name) => other.has(name)).length;
  return shared >= ALIKE * Math.max(one.size, other.size);
}

function shapeOf({ leaves, branches }: MetricBranch): Set<string> {
  return new Set([...leaves, ...branches.map(({ name }) => `${name}.`)]);
}

/** Words for one direction in the name of a leaf, with those of the other. */
const OPPOSITES: Readonly<Record<string, readonly string[]>> = {
  rx: ['tx'],
  receive: ['transmit', 'send'],
  received: ['transmitted', 'sent'],
  recv: ['send', 'sent'],
  in: ['out'],
  incoming: ['outgoing'],
  read: ['write', 'written'],
  reads: ['writes'],
};
const DIRECTION = new RegExp(`^(.*?)(?<![a-zA-Z])(${Object.keys(OPPOSITES).join('|')})(?![a-zA-Z])(.*)$`);

/** Leaves that are each other's opposite directions, such as rx_bytes and tx_bytes. */
function pairsOf(leaves: readonly string[]): {
  pairs: { up: string; down: string; title: string }[];
  single: string[];
} {
  const taken = new Set<string>();
  const pairs: { up: string; down: string; title: string }[] = [];
  for (const leaf of leaves) {
    const [, before = '', word = '', after = ''] = DIRECTION.exec(leaf) ?? [];
    const other = OPPOSITES[word]?.find((candidate) => leaves.includes(before + candidate + after));
    if (other === undefined) continue;
    const down = before + other + after;
    taken.add(leaf).add(down);
    const what = [readable(before), readable(after)].filter(Boolean).join(' ');
    pairs.push({ up: leaf, down, title: `${what === '' ? '' : `${what}, `}${word} and ${other}` });
  }
  return { pairs, single: leaves.filter((leaf) => !taken.has(leaf)) };
}

/** Lines are named by the levels of the path that tell them apart. */
function aliased(pattern: string, ...nodes: readonly number[]): string {
  return `aliasByNode(${pattern},${nodes.join(',')})`;
}

/** A name as it may stand in a target: what the grammar or a glob would read otherwise is escaped, or stands for any character. */
function written(name: string): string {
  return name.replace(/[(){}[\],|=\\'"*?\s\p{Cc}]/gu, (character) =>
    ESCAPABLE.test(character) ? `\\${character}` : '?',
  );
}

/** What a backslash makes an ordinary character of a path. */
const ESCAPABLE = /[(){},|=\\'"]/;

function choice(names: readonly string[]): string {
  return names.length === 1 ? written(names[0]!) : `{${names.map(written).join(',')}}`;
}

function placed(drafts: readonly Draft[], before: number): Panel[] {
  const perLine = drafts.length === 1 ? 1 : drafts.length === 2 || drafts.length === 4 ? 2 : 3;
  const w = GRID_COLUMNS / perLine;
  return drafts.map((draft, i): Panel => {
    const { title, targets, unit, below } = draft;
    return {
      id: `p${before + i + 1}`,
      type: 'timeseries',
      title,
      grid: { x: (i % perLine) * w, y: Math.floor(i / perLine) * PANEL_HEIGHT, w, h: PANEL_HEIGHT },
      targets: targets.map((target, t) => ({ refId: String.fromCharCode(65 + t), target })),
      field: { unit },
      ...(below === undefined
        ? {}
        : {
            overrides: [
              { match: { by: 'query', refId: String.fromCharCode(65 + below) }, set: { negative: true } },
            ],
          }),
    };
  });
}

function titled(context: string, title: string): string {
  const text = context === '' ? title : `${context}: ${title}`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first few, so that a chart of many can be told from its neighbours. */
function groupTitle(leaves: readonly string[]): string {
  return leaves.slice(0, 3).map(readable).join(', ') + (leaves.length > 3 ? ' …' : '');
}

/** Words that are written in capitals wherever people write them. */
const CAPITALS = /\b(cpu|io|ip|nfs|tcp|udp|http|dns|gc|jvm|sql|ssl|tls|ssd|gpu|ram|os|id)\b/gi;

function readable(name: string): string {
  return name
    .replace(/[_-]+/g, ' ')
    .trim()
    .replace(CAPITALS, (word) => word.toUpperCase());
}
