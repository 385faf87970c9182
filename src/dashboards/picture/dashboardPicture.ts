/** A dashboard, or one panel of it, as a picture: from what is stored and what was asked for to scenes. */
import type { Dashboard, Row, VariableValue } from '../../schema/dashboard.ts';
import { annotationsFor, type ShownAnnotation } from '../../view/annotations.ts';
import { formatDate } from '../../view/dateText.ts';
import { arrange } from '../../view/layout.ts';
import { inksOf, type Theme } from '../../view/palette.ts';
import { baselineOf, Painter, SMALL, sans } from '../../view/panels/parts/painter.ts';
import { type ExpandedPanel, type ExpandedRow, expandRows, type ScopedValues } from '../../view/repeats.ts';
import type { Box, Scene } from '../../view/scene/scene.ts';
import type { Span, TimeRange } from '../../view/time/range.ts';
import { builtinValues, plainValues } from '../../view/variables/values.ts';
import { pageMarks } from './pageMarks.ts';
import { type PageScope, textOf } from './pageScope.ts';
import { pageVariables } from './pageVariables.ts';
import { panelContent } from './panelContent.ts';
import { drawFrame, type FramedPanel, type FrameLook, insideWidth } from './panelFrame.ts';
import type { PictureWorld } from './pictureWorld.ts';
import { type Block, GAP, layOutSheets, widthOnSheet } from './sheets.ts';

/** What of a dashboard is drawn. */
export interface PictureView {
  /** Of the variables, by the address. */
  readonly chosen: ReadonlyMap<string, VariableValue>;
  readonly range: TimeRange;
  /** IANA zone of times. */
  readonly zone: string;
  readonly theme: Theme;
}

/** Panels that are drawn in one picture. */
const MOST_PANELS = 200;
/** Values in one picture; those of further panels are left out. */
const MOST_POINTS = 3_000_000;
/** Panels that are asked for at a time: others want answers too. */
const AT_A_TIME = 4;
/** As the browser's pages have it. */
const CHART_POINTS = 1000;

const MARGIN = 16;
const FOOTER = 18;
const HEADING = 32;
const TITLE = sans(20, 600);
const ROW_TITLE = sans(13, 600);
const NOTE = sans(12);

/** One panel, by its id in the dashboard, or by that on the page where it is repeated (`p3@web01`); null when there is none. */
export async function panelPicture(
  dashboard: Dashboard,
  id: string,
  size: { readonly width: number; readonly height: number },
  view: PictureView,
  world: PictureWorld,
): Promise<Scene | null> {
  const { scope, rows } = await openPage(dashboard, view, world);
  const all = rows.flatMap(({ panels }) => panels);
  const found = all.find((one) => one.id === id) ?? all.find((one) => one.panel.id === id);
  if (!found) return null;
  const marks = await pageMarks(dashboard, scope, world);
  const framed = await fill(found, size.width, scope, world);
  const look = lookOf(framed, { dashboard, marks, scope, world });
  const { commands, description } = drawFrame(framed, { x: 0, y: 0, ...size }, { ...look, alone: true });
  return { ...size, commands, description };
}

export interface SheetSize {
  /** Pixels, margins included. */
  readonly width: number;
  /** Of a page; without it there is one sheet, as high as it has to be. */
  readonly height?: number;
}

/** The whole dashboard, on one sheet or on pages. */
export async function dashboardPicture(
  dashboard: Dashboard,
  size: SheetSize,
  view: PictureView,
  world: PictureWorld,
): Promise<Scene[]> {
  const { scope, rows, lines, span } = await openPage(dashboard, view, world);
  const marks = await pageMarks(dashboard, scope, world);
  const width = size.width - 2 * MARGIN;
  const open = rows.filter(({ row }) => !row.collapsed).flatMap(({ panels }) => panels);
  const drawn = new Map<string, FramedPanel>();
  let points = 0;
  await eachOf(open.slice(0, MOST_PANELS), async (one) => {
    const framed = await fill(one, widthOnSheet(one.panel.grid, width), scope, world);
    points += framed.content.data.series.reduce((sum, { values }) => sum + values.length, 0);
    drawn.set(one.id, points <= MOST_POINTS ? framed : withoutData(framed));
  });
  const blocks: Block<Part>[] = [titleBlock(dashboard, lines)];
  rows.forEach((row, i) => {
    blocks.push(...rowBlocks(row, i === 0, drawn, scope));
  });
  const left = Math.max(0, open.length - MOST_PANELS) + rows.reduce((sum, row) => sum + row.left, 0);
  if (left > 0) blocks.push(lineOf({ kind: 'note', text: `${left} more panels are not drawn` }, 20));
  const silent = [...drawn.values()].filter(isAway).length;
  if (silent > 0) {
    const words = silent === 1 ? 'One panel found nothing and is' : `${silent} panels found nothing and are`;
    blocks.push(lineOf({ kind: 'note', text: `${words} not shown` }, 20));
  }
  if (rows.every(({ panels }) => panels.length === 0))
    blocks.push(lineOf({ kind: 'note', text: 'This dashboard has no panels yet' }, 20));
  const paged = size.height !== undefined;
  const sheets = layOutSheets(blocks, width, paged ? size.height - 2 * MARGIN - FOOTER : undefined);
  const scenes: Scene[] = [];
  for (const { placed, height } of sheets) {
    const painter = new Painter({ inks: inksOf(view.theme), measure: world.measure });
    const whole = { width: size.width, height: size.height ?? height + 2 * MARGIN };
    // Paper is white.
    const { page: behind, surface, theme } = painter.inks;
    painter.rectangle({ x: 0, y: 0, ...whole }, paged && theme === 'light' ? surface : behind);
    const said: string[] = [];
    for (const { item, box } of placed) {
      const at = { ...box, x: box.x + MARGIN, y: box.y + MARGIN };
      said.push(
        item.kind === 'panel'
          ? paintPanel(painter, item.framed, at, lookOf(item.framed, { dashboard, marks, scope, world }))
          : paintLine(painter, item, at),
      );
      await world.othersTurn();
    }
    const words = [dashboard.title, rangeWords(span, view.zone)];
    if (paged) paintFooter(painter, whole, words, `${scenes.length + 1} of ${sheets.length}`);
    scenes.push(painter.scene(whole, said.filter(Boolean).join('. ')));
  }
  return scenes;
}

/** What stands on a sheet. */
type Part =
  | { readonly kind: 'title'; readonly title: string; readonly lines: readonly string[] }
  | { readonly kind: 'row'; readonly title: string; readonly folded: number | null }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'panel'; readonly framed: FramedPanel };

interface Page {
  readonly scope: PageScope;
  readonly rows: readonly ExpandedRow[];
  readonly span: Span;
  /** Below the title: the range, the variables, and what went wrong with them. */
  readonly lines: readonly string[];
}

/** Variables resolved, rows and panels repeated. */
async function openPage(dashboard: Dashboard, view: PictureView, world: PictureWorld): Promise<Page> {
  const { range, zone, theme, chosen } = view;
  const span = world.spanOf(range);
  const { title, uid = '' } = dashboard;
  const builtins = builtinValues({ ...span, maxDataPoints: CHART_POINTS, dashboard: { title, uid } });
  const { variables = [], compare } = dashboard;
  const { frozen } = world;
  // What was chosen when a snapshot was taken is put in as it was.
  const input = frozen
    ? { variables: [], builtins: new Map([...builtins, ...Object.entries(frozen.variables)]) }
    : { variables, builtins };
  const about = { chosen, range, rangeSeconds: span.until - span.from, zone };
  const resolved = await pageVariables({ ...input, ...about }, world);
  return {
    scope: { uid: dashboard.uid, range, zone, theme, values: resolved.values, compare },
    rows: expandRows(dashboard.rows, plainValues(resolved.values)),
    span,
    lines: [[rangeWords(span, zone), ...resolved.chosen].join('  ·  '), ...resolved.problems],
  };
}

/** Such as `Mon 23 Nov 2026 14:05 – 15:05 UTC`. */
function rangeWords({ from, until }: Span, zone: string): string {
  const day = (seconds: number) => formatDate(seconds, 'ddd D MMM YYYY', zone);
  const clock = (seconds: number) => formatDate(seconds, 'HH:mm', zone);
  const end = day(from) === day(until) ? clock(until) : `${day(until)} ${clock(until)}`;
  return `${day(from)} ${clock(from)} – ${end} ${zone.replaceAll('_', ' ')}`;
}

async function fill(
  one: ExpandedPanel,
  width: number,
  scope: PageScope,
  world: PictureWorld,
): Promise<FramedPanel> {
  const { panel, values } = one;
  const title = textOf(panel.title ?? '', scope, values).trim();
  const inside = insideWidth({ panel, title }, width);
  const content = await panelContent(one, inside, scope, world);
  return { panel: withWords(panel, scope, values), title, content };
}

/** What is written in a text has its variables put in before it is drawn. */
function withWords(
  panel: ExpandedPanel['panel'],
  scope: PageScope,
  values: ScopedValues,
): ExpandedPanel['panel'] {
  if (panel.type !== 'text' || panel.options?.content === undefined) return panel;
  return { ...panel, options: { ...panel.options, content: textOf(panel.options.content, scope, values) } };
}

function withoutData(framed: FramedPanel): FramedPanel {
  const { content } = framed;
  const data = { series: [], frames: null, left: 0 };
  const words = 'Left out, because the picture has too much in it: ask for this panel alone';
  return { ...framed, content: { ...content, data, words } };
}

interface LookTask {
  readonly dashboard: Dashboard;
  readonly marks: readonly ShownAnnotation[];
  readonly scope: PageScope;
  readonly world: PictureWorld;
}

function lookOf({ panel }: FramedPanel, { dashboard, marks, scope, world }: LookTask): FrameLook {
  return {
    inks: inksOf(scope.theme),
    measure: world.measure,
    zone: scope.zone,
    now: world.now,
    annotations: annotationsFor(panel.id, dashboard, marks),
  };
}

/** Runs over all items, a few at a time. */
async function eachOf<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values();
  const worker = async () => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
}

function lineOf(item: Part, height: number, heading = false): Block<Part> {
  return { kind: 'line', item, height, heading };
}

function titleBlock({ title }: Dashboard, lines: readonly string[]): Block<Part> {
  return lineOf({ kind: 'title', title, lines }, 30 + lines.length * 18 + 4, true);
}

/** A row's heading, and its panels as they rest on each other. Rows that found nothing take no room, where their panels say so. */
function rowBlocks(
  { row, values, panels }: ExpandedRow,
  isFirst: boolean,
  drawn: ReadonlyMap<string, FramedPanel>,
  scope: PageScope,
): Block<Part>[] {
  const shown = panels.filter(({ id }) => {
    const framed = drawn.get(id);
    return framed !== undefined && !isAway(framed);
  });
  const gone = !row.collapsed && shown.length === 0 && panels.length > 0;
  if (gone) return [];
  const title = textOf(row.title ?? '', scope, values);
  const headless = isFirst && title === '' && !isFolded(row);
  const head: Part = { kind: 'row', title: title || 'Panels', folded: isFolded(row) ? panels.length : null };
  const items = arrange(shown.map((one) => ({ id: one.id, grid: one.panel.grid }))).map(({ id, grid }) => ({
    grid,
    item: { kind: 'panel', framed: drawn.get(id)! } as const,
  }));
  return [
    ...(headless ? [] : [lineOf(head, HEADING, !isFolded(row))]),
    ...(items.length > 0 ? [{ kind: 'grid', items } as const] : []),
  ];
}

/** It takes no room, because it found nothing. */
const isAway = ({ panel, content }: FramedPanel): boolean => (panel.hideWhenEmpty ?? false) && content.empty;
const isFolded = (row: Row): boolean => row.collapsed ?? false;

function paintPanel(painter: Painter, framed: FramedPanel, box: Box, look: FrameLook): string {
  const { commands, description } = drawFrame(framed, box, look);
  painter.add(...commands);
  return description;
}

function paintLine(painter: Painter, part: Exclude<Part, { kind: 'panel' }>, box: Box): string {
  const { inks, measure } = painter;
  const { x, y, width } = box;
  if (part.kind === 'note') {
    painter.text(part.text, NOTE, inks.text3, { x, y: baselineOf(y + box.height / 2, NOTE) }, { width });
    return part.text;
  }
  if (part.kind === 'title') {
    painter.text(part.title, TITLE, inks.text1, { x, y: baselineOf(y + 14, TITLE) }, { width, cut: 'end' });
    part.lines.forEach((line, i) => {
      const place = { x, y: baselineOf(y + 30 + i * 18 + 9, NOTE) };
      painter.text(line, NOTE, i === 0 ? inks.text2 : inks.warn, place, { width, cut: 'end' });
    });
    return part.title;
  }
  const middle = y + box.height / 2;
  paintArrow(painter, x + 6, middle, part.folded !== null);
  const from = x + 18;
  const count = part.folded === null ? '' : part.folded === 1 ? '1 panel' : `${part.folded} panels`;
  const room = Math.max(0, width - 18 - (count === '' ? 0 : measure(count, NOTE) + 8));
  painter.text(
    part.title,
    ROW_TITLE,
    inks.text2,
    { x: from, y: baselineOf(middle, ROW_TITLE) },
    { width: room, cut: 'end' },
  );
  const behind = from + Math.min(room, measure(part.title, ROW_TITLE)) + 8;
  painter.text(count, NOTE, inks.text3, { x: behind, y: baselineOf(middle, NOTE) });
  return count === '' ? part.title : `${part.title}, ${count}`;
}

/** As beside the heading in the browser: down for what is open, to the right for what is folded. */
function paintArrow(painter: Painter, x: number, y: number, folded: boolean): void {
  const points = folded
    ? Float64Array.of(x - 2, y - 4, x + 2, y, x - 2, y + 4)
    : Float64Array.of(x - 4, y - 2, x, y + 2, x + 4, y - 2);
  const stroke = { color: painter.inks.text3, width: 1.5 };
  painter.add({ kind: 'line', line: { points, starts: [0] }, stroke });
}

function paintFooter(
  painter: Painter,
  { width, height }: { readonly width: number; readonly height: number },
  words: readonly string[],
  page: string,
): void {
  const { inks, measure } = painter;
  const y = baselineOf(height - MARGIN - FOOTER / 2 + 6, SMALL);
  const room = width - 2 * MARGIN - measure(page, SMALL) - 2 * GAP;
  painter.text(words.join('  ·  '), SMALL, inks.text3, { x: MARGIN, y }, { width: room, cut: 'end' });
  painter.text(page, SMALL, inks.text3, { x: width - MARGIN, y, align: 'end' });
}
