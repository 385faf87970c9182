/** What values mean: each is a state with words and a colour, and equal neighbours are one stretch of time. */
import { colorOfValue, displayText, rangeOf } from '../../fields/display.ts';
import { mapValue } from '../../fields/mappings.ts';
import { thresholdAt, thresholdValue } from '../../fields/thresholds.ts';
import { assignPlaces, paletteColor, scaleColor, toCss } from '../../palette.ts';
import type { PanelSeries } from '../../panelData.ts';
import type { Color } from '../../scene/color.ts';
import { formatValue } from '../../units/units.ts';
import type { SceneContext } from '../sceneInput.ts';

export interface State {
  /** Equal for values that mean the same. */
  readonly key: string;
  readonly text: string;
  readonly color: Color;
  /** The least value that means it, for the order of legends; states of nothing come last. */
  readonly order: number;
}

/** What a value of one series means; null where there is nothing and nobody gave it a name. */
export type StateOf = (value: number) => State | null;

/** A stretch of time in which a series was in one state. */
export interface StateRun {
  readonly state: State;
  /** Seconds since 1970, within the range that is looked at. */
  readonly from: number;
  readonly until: number;
  /** Of the values in it; NaN of a state of nothing. */
  readonly least: number;
  readonly greatest: number;
  /** Stretches that had no room of their own and are shown as this one; 1 for a stretch that is itself. */
  readonly stretches: number;
}

/** A state before it has its colour: those without one of their own share the palette. */
interface Draft {
  readonly text: string;
  readonly color: Color | null;
}

/** Beyond so many different states they are numbers rather than states, and coloured by their size. */
const MOST_PLACES = 24;

/**
 * What values mean, for each series. `steps`: values of one step of the thresholds are one state, named by the step's ends;
 * otherwise every value that is written differently is a state of its own.
 */
export function statesOf(series: readonly PanelSeries[], context: SceneContext, steps: boolean): StateOf[] {
  const drafts = series.map((one) => {
    const known = new Map<number, Draft | null>();
    for (const value of one.values)
      if (!known.has(value)) known.set(value, draftOf(value, one, context, steps));
    return known;
  });
  const uncolored = new Set<string>();
  const orders = new Map<string, number>();
  for (const known of drafts)
    for (const [value, draft] of known) {
      if (!draft) continue;
      if (!draft.color) uncolored.add(draft.text);
      const order = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
      orders.set(draft.text, Math.min(order, orders.get(draft.text) ?? order));
    }
  const bySize = uncolored.size > MOST_PLACES;
  // In the order of names, so that a state's colour does not depend on which one came first.
  const names = bySize ? [] : [...uncolored].sort();
  const places = new Map(assignPlaces(names).map((place, i) => [names[i], place]));
  const { theme } = context.inks;
  const ownColor = (value: number, text: string, one: PanelSeries): Color => {
    if (!bySize) return paletteColor(theme, places.get(text)!);
    const { min, max } = rangeOf(one);
    return Number.isNaN(value)
      ? context.inks.text3
      : scaleColor('viridis', (value - min) / (max - min), theme);
  };
  return drafts.map((known, i) => {
    const states = new Map<number, State | null>();
    for (const [value, draft] of known) {
      if (!draft) {
        states.set(value, null);
        continue;
      }
      const { text } = draft;
      const color = draft.color ?? ownColor(value, text, series[i]);
      states.set(value, { key: `${text} ${toCss(color)}`, text, color, order: orders.get(text)! });
    }
    return (value) => states.get(value) ?? null;
  });
}

function draftOf(
  value: number,
  series: PanelSeries,
  { inks, zone, now }: SceneContext,
  steps: boolean,
): Draft | null {
  const { config } = series;
  const { theme } = inks;
  const mapped = mapValue(config.mappings, value);
  if (Number.isNaN(value) && !mapped) return null;
  const mode = config.color?.mode ?? 'series';
  const text =
    (mapped?.text === undefined && mode === 'thresholds' && steps ? stepText(value, series) : null) ??
    displayText(value, series, theme, { zone, now });
  // The series' own colour would make all its states alike.
  const own = mapped?.color === undefined && mode === 'series';
  return { text, color: own ? null : colorOfValue(value, series, theme) };
}

/** The step of the thresholds that a value lies in, such as `70 to 90 %`; null where there is only one. */
function stepText(value: number, series: PanelSeries): string | null {
  const { thresholds, decimals } = series.config;
  const { min, max } = rangeOf(series);
  const step = thresholdAt(thresholds, value, min, max);
  if (!thresholds || !step || thresholds.steps.length < 2) return null;
  const next = thresholds.steps[thresholds.steps.indexOf(step) + 1];
  const write = (end: number) => formatValue(end, series.unit, decimals);
  const from = thresholdValue(thresholds, step, min, max);
  const to = next && thresholdValue(thresholds, next, min, max);
  if (to === undefined) return `${write(from)} and more`;
  return from === Number.NEGATIVE_INFINITY ? `below ${write(to)}` : `${write(from)} to ${write(to)}`;
}

/** The stretches of a series within a range, in order of time; with `merge`, neighbours of the same state are one. */
export function stateRuns(
  { start, step, values }: PanelSeries,
  stateOf: StateOf,
  merge: boolean,
  span: SceneContext['span'],
): StateRun[] {
  const runs: { -readonly [Member in keyof StateRun]: StateRun[Member] }[] = [];
  for (let i = 0; i < values.length; i++) {
    const from = Math.max(start + i * step, span.from);
    const until = Math.min(start + (i + 1) * step, span.until);
    const value = values[i];
    const state = until > from ? stateOf(value) : null;
    if (!state) continue;
    const before = runs.at(-1);
    if (merge && before && before.until === from && before.state.key === state.key) {
      before.until = until;
      before.least = Math.min(before.least, value);
      before.greatest = Math.max(before.greatest, value);
    } else runs.push({ state, from, until, least: value, greatest: value, stretches: 1 });
  }
  return runs;
}

/**
 * The stretches that can be told apart where `seconds` is the shortest that is seen: shorter ones are gathered until they
 * are as long, and shown as the state that most of that time had.
 */
export function visibleRuns(runs: readonly StateRun[], seconds: number): StateRun[] {
  const visible: StateRun[] = [];
  let group: StateRun[] = [];
  const flush = () => {
    if (group.length > 0) visible.push(group.length === 1 ? group[0] : gathered(group));
    group = [];
  };
  for (const run of runs) {
    if (run.until - run.from >= seconds) {
      flush();
      visible.push(run);
      continue;
    }
    // What lies apart would be drawn over the gap between.
    if (group.length > 0 && run.from - group[group.length - 1].until >= seconds) flush();
    group.push(run);
    if (run.until - group[0].from >= seconds) flush();
  }
  flush();
  return visible;
}

function gathered(group: readonly StateRun[]): StateRun {
  const times = timesOf(group);
  const state = [...times.values()].reduce((most, one) => (one.seconds > most.seconds ? one : most)).state;
  return {
    state,
    from: group[0].from,
    until: group[group.length - 1].until,
    least: Math.min(...group.map(({ least }) => least)),
    greatest: Math.max(...group.map(({ greatest }) => greatest)),
    stretches: group.reduce((sum, { stretches }) => sum + stretches, 0),
  };
}

export interface StateTime {
  readonly state: State;
  readonly seconds: number;
}

/** How long each state lasted in all, by key. */
export function timesOf(runs: Iterable<StateRun>): Map<string, StateTime> {
  const times = new Map<string, StateTime>();
  for (const { state, from, until } of runs) {
    const before = times.get(state.key)?.seconds ?? 0;
    times.set(state.key, { state, seconds: before + until - from });
  }
  return times;
}

/** States in the order in which legends name them: by the least value that means them. */
export function inLegendOrder(times: ReadonlyMap<string, StateTime>): StateTime[] {
  return [...times.values()].sort(({ state: a }, { state: b }) =>
    a.order === b.order ? a.text.localeCompare(b.text, 'en', { numeric: true }) : a.order - b.order,
  );
}
