/** What `${A}` and `${A.max}` in a text stand for: what the series of a query amount to, at this moment. */
import type { VariableValue } from '../../../schema/dashboard.ts';
import { calculate, calculationOf, unitOfCalculation } from '../../calculations.ts';
import { displayText } from '../../fields/display.ts';
import type { Theme } from '../../palette.ts';
import type { PanelData } from '../../panelData.ts';
import { shownSeries } from '../parts/panelValues.ts';
import { shortNames } from '../parts/shortNames.ts';

interface LiveTask {
  readonly data: PanelData;
  /** Queries that the panel has: those without a series are written as nothing. */
  readonly refIds: readonly string[];
  readonly theme: Theme;
  readonly zone: string;
  readonly now: number;
}

/** `${A}`, `${A.max}`, `${A.p95}`: capital letters of a query, and how a number is made of each of its series. */
const reference = /\$\{([A-Z]{1,2})(?:\.([A-Za-z][\w.]{0,40}))?\}/g;
/** More in one sentence nobody reads. */
const MOST_SERIES = 20;

/**
 * The values of all references in a text, by the name that stands in braces; for `interpolate`. One series is its value, several
 * are named. What is neither a query nor a calculation is left as it stands.
 */
export function liveValues(content: string, task: LiveTask): Map<string, VariableValue> {
  const found = new Map<string, VariableValue>();
  for (const [, refId, calc = 'last'] of content.matchAll(reference)) {
    if (!task.refIds.includes(refId) || !calculationOf(calc)) continue;
    const text = amount(refId, calc, task);
    found.set(`${refId}.${calc}`, text);
    if (calc === 'last') found.set(refId, text);
  }
  return found;
}

function amount(refId: string, calc: string, { data, theme, zone, now }: LiveTask): string {
  const series = shownSeries(data).filter((one) => one.refId === refId);
  if (series.length === 0) return '–';
  const texts = series.slice(0, MOST_SERIES).map((one) =>
    displayText(calculate(calc, one.values), { ...one, unit: unitOfCalculation(calc, one.unit) }, theme, {
      zone,
      now,
    }),
  );
  if (series.length === 1) return texts[0];
  const names = shortNames(series.map(({ label }) => label));
  const left = series.length - texts.length;
  return texts.map((text, i) => `${names[i]} ${text}`).join(', ') + (left > 0 ? ` and ${left} more` : '');
}
