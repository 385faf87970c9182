/** What a panel of a picture shows: its targets asked, and the answers transformed, named and coloured. */
import type { Panel } from '../../schema/dashboard.ts';
import { pointsFor } from '../../view/chart/points.ts';
import type { Column } from '../../view/frame.ts';
import { frozenSpan, frozenTargets } from '../../view/frozen.ts';
import { isEmpty } from '../../view/isEmpty.ts';
import type { PanelData } from '../../view/panelData.ts';
import { panelRange } from '../../view/panelRange.ts';
import { type Answer, preparePanel } from '../../view/panelSeries.ts';
import { asksOf } from '../../view/panels/index.ts';
import type { ExpandedPanel } from '../../view/repeats.ts';
import { relativeSeconds, type Span } from '../../view/time/range.ts';
import type { VariableValues } from '../../view/variables/interpolate.ts';
import { expandReferences } from '../../view/variables/references.ts';
import { interpolateTarget } from '../../view/variables/targets.ts';
import { listContent } from './listContent.ts';
import { type PageScope, textOf, withScoped } from './pageScope.ts';
import { type PictureWorld, type TargetAnswer, wordsOf } from './pictureWorld.ts';

/** Lines that a chart draws at most where its options do not say it. */
const MOST_SERIES = 200;
/** With more series than this nobody sees bands: they are not asked for. */
const MOST_BANDS = 3;

const NOTHING: PanelData = { series: [], frames: null, left: 0 };

export interface PanelContent {
  readonly span: Span;
  readonly data: PanelData;
  /** Said in place of everything else; null where there is something to draw. */
  readonly words: string | null;
  /** Such as `1 of 2 failed`; null when nothing did, or the words say it. */
  readonly failed: string | null;
  /** Nothing was found for it. */
  readonly empty: boolean;
}

/** @param width pixels of the panel's inside. Whatever fails is said in words; nothing but the picture's own end is thrown. */
export async function panelContent(
  { id, panel, values: scoped }: ExpandedPanel,
  width: number,
  scope: PageScope,
  world: PictureWorld,
): Promise<PanelContent> {
  let span: Span = world.spanOf(scope.range);
  const say = (words: string): PanelContent => ({ span, data: NOTHING, words, failed: null, empty: true });
  const asks = asksOf(panel.type);
  const whole = (data: PanelData): PanelContent => ({ span, data, words: null, failed: null, empty: false });
  if (asks === 'never') return whole(NOTHING);
  const { frozen } = world;
  if (asks === 'list') {
    if (frozen) return say('Lists are no part of a snapshot');
    try {
      const frame = await listContent(panel, scoped, { scope, span }, world);
      return whole(frame === null ? NOTHING : { ...NOTHING, frames: [frame] });
    } catch (error) {
      return say(wordsOf(error, world));
    }
  }
  const { targets, problem } = targetsOf(panel, withScoped(scope.values, scoped));
  if (problem !== null) return say(problem);
  if (targets.length === 0) {
    if (asks === 'perhaps') return whole(NOTHING);
    return say(
      (panel.targets ?? []).some(({ hidden }) => hidden) ? 'All queries are hidden' : 'No query yet',
    );
  }
  let answers: readonly TargetAnswer[];
  try {
    if (frozen) {
      span = frozenSpan(frozen, id, span);
      answers = frozenTargets(frozen, id);
    } else {
      span = world.spanOf(panelRange(scope.range, panel));
      answers = await ask(panel, targets, { span, width, compare: scope.compare }, world);
    }
  } catch (error) {
    return say(wordsOf(error, world));
  }
  const data = preparePanel({
    panel,
    answers: answers.map(({ id, columns }): Answer => ({ refId: id, columns })),
    theme: scope.theme,
    interpolate: (text, more) => textOf(text, scope, new Map([...scoped, ...(more ?? [])])),
    ...(panel.type === 'timeseries' ? { limit: panel.options?.maxSeries ?? MOST_SERIES } : {}),
  });
  const empty = isEmpty(data);
  const errors = answers.flatMap(({ error }) => (error === undefined ? [] : [error]));
  if (errors.length > 0 && empty) return { ...say(errors[0]), span };
  const failed = errors.length > 0 ? `${errors.length} of ${answers.length} failed` : null;
  // A chart without values keeps its frame and says it there.
  const silent = empty && asks === 'always' && panel.type !== 'timeseries';
  return {
    span,
    data,
    failed,
    empty,
    words: silent ? (panel.field?.noValue ?? 'No data in this range') : null,
  };
}

function targetsOf(panel: Panel, values: VariableValues) {
  const all = panel.targets ?? [];
  const hidden = new Set(all.filter((one) => one.hidden).map(({ refId }) => refId));
  const shown = expandReferences(all).filter(
    ({ refId, target }) => !hidden.has(refId) && target.trim() !== '',
  );
  return {
    targets: shown.map(({ refId, target }) => ({ id: refId, target: interpolateTarget(target, values) })),
    problem: shown.find(({ problem }) => problem !== undefined)?.problem ?? null,
  };
}

interface Wishes {
  readonly span: Span;
  readonly width: number;
  readonly compare: string | undefined;
}

/** The answers to a panel's targets, copies to compare with behind them. */
async function ask(
  panel: Panel,
  targets: readonly { readonly id: string; readonly target: string }[],
  { span, width, compare }: Wishes,
  world: PictureWorld,
): Promise<readonly TargetAnswer[]> {
  const chart = panel.type === 'timeseries';
  const wish = chart ? (panel.options?.band ?? 'auto') : 'off';
  const question = {
    targets,
    span,
    maxDataPoints: pointsFor(width, span.until - span.from, panel),
    consolidateBy: panel.consolidateBy,
    band: wish === 'on',
  };
  let answers = await world.ask(question);
  if (wish === 'auto' && worthBands(answers)) answers = await world.ask({ ...question, band: true });
  const offset = chart ? (panel.compare ?? compare) : undefined;
  const shift = offset === undefined ? null : relativeSeconds(`-${offset.trim().replace(/^-/, '')}`);
  if (shift === null) return answers;
  const copies = await world.ask({
    ...question,
    targets: targets.map(({ id, target }) => ({ id: `${id}~${offset}`, target })),
    span: { from: Math.floor(span.from - shift), until: Math.ceil(span.until - shift) },
    band: false,
  });
  // What is not there to compare with takes nothing away.
  return [...answers, ...copies.map(({ id, columns }) => ({ id, columns: columns.map(later(shift)) }))];
}

const later =
  (seconds: number) =>
  (column: Column): Column => ({ ...column, start: column.start + seconds });

/** A band says something where several values became one, and is seen where there are few. */
function worthBands(answers: readonly TargetAnswer[]): boolean {
  const columns = answers.flatMap((answer) => answer.columns);
  return columns.length <= MOST_BANDS && columns.some(({ consolidation }) => consolidation !== undefined);
}
