/** What a stretch of time says to whoever points at it, and what a legend of states holds. */
import type { PanelSeries } from '../../panelData.ts';
import type { Mark, MarkDetail } from '../../scene/scene.ts';
import { formatMoment } from '../../time/timeTicks.ts';
import { formatDuration, formatValue } from '../../units/units.ts';
import type { SceneContext } from '../sceneInput.ts';
import type { LegendEntry } from './legendBox.ts';
import { inLegendOrder, type StateRun, type StateTime } from './states.ts';

/** More states than this are numbers rather than states, and nobody looks for them in a legend. */
const MOST_ENTRIES = 24;

/** The columns of a legend that is a table. */
export const STATE_HEADINGS = ['Time', 'Share'];

/** States with how long they lasted in all; a list has their shares alone. */
export function stateEntries(times: ReadonlyMap<string, StateTime>, table: boolean): LegendEntry[] {
  if (times.size > MOST_ENTRIES) return [];
  const sum = [...times.values()].reduce((total, { seconds }) => total + seconds, 0);
  return inLegendOrder(times).map(({ state, seconds }) => {
    const share = formatShare(sum > 0 ? seconds / sum : 0);
    return {
      key: state.key,
      label: state.text,
      color: state.color,
      values: table ? [formatDuration(seconds), share] : [],
      details: table
        ? []
        : [
            { name: 'Time', value: formatDuration(seconds) },
            { name: 'Share', value: share },
          ],
    };
  });
}

/** As many decimals as tell it from all and from nothing: 99.98 % up is not 100 %. */
function formatShare(share: number): string {
  const distance = Math.min(share, 1 - share);
  const decimals = distance === 0 || distance >= 0.1 ? 0 : distance >= 0.001 ? 1 : 2;
  return formatValue(share * 100, 'percent', decimals);
}

/** A stretch in words: whose it is, what it means, from when until when, and for how long. */
export function runMark(run: StateRun, series: PanelSeries, context: SceneContext): Mark {
  const { from, until, stretches } = run;
  const { zone, now, span } = context;
  // What began before the range, or is still so, has no end here that could be told.
  const began = from > span.from;
  const goesOn = until >= span.until - series.step && span.until >= now - series.step;
  const begin = formatMoment(from, zone, now);
  const length = formatDuration(Math.round(until - from));
  return markOf(run, series, [
    { name: 'From', value: began ? begin : `before ${begin}` },
    { name: 'Until', value: goesOn ? 'now' : formatMoment(until, zone, now) },
    { name: 'Lasts', value: began ? length : `more than ${length}` },
    ...(stretches > 1 ? [{ name: 'Changes within', value: String(stretches - 1) }] : []),
  ]);
}

/** One part of a range that was divided into equal ones. */
export function cellMark(run: StateRun, series: PanelSeries, { zone, now }: SceneContext): Mark {
  return markOf(run, series, [
    { name: 'From', value: formatMoment(run.from, zone, now) },
    { name: 'Until', value: formatMoment(run.until, zone, now) },
  ]);
}

function markOf(
  { state, least, greatest, from }: StateRun,
  series: PanelSeries,
  times: readonly MarkDetail[],
): Mark {
  const write = (value: number) => formatValue(value, series.unit, series.config.decimals);
  const values = least === greatest ? write(least) : `${write(least)} to ${write(greatest)}`;
  // Words for a value leave open which one it was.
  const told = Number.isNaN(least) || values === state.text;
  return {
    key: `${series.key}@${from}`,
    label: series.label,
    value: state.text,
    color: state.color,
    details: told ? times : [{ name: 'Value', value: values }, ...times],
    series: series.key,
  };
}
