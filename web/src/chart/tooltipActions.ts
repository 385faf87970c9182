import type { DashboardLink } from '../../../src/schema/dashboard.ts';
import { formatMoment } from './moment.ts';
import type { ReadRow } from './readout.ts';
import type { TooltipAction } from './tooltip.ts';

/** Puts the values of a tooltip on the clipboard: a line a series, the time above them. */
export function copyAction(rows: readonly ReadRow[], seconds: number, zone: string): TooltipAction {
  const text = [formatMoment(seconds, zone), ...rows.map((row) => `${row.label}\t${row.text}`)].join('\n');
  return {
    label: 'Copy values',
    // Without a secure context there is no clipboard; the text can still be marked and copied by hand.
    perform: () => void navigator.clipboard?.writeText(text),
  };
}

/** Names that a link of a series may have in it: whose value was pointed at, and what it was when. */
export function linkNames(
  { series, value, text, label }: ReadRow,
  seconds: number,
): ReadonlyMap<string, string> {
  const { name } = series.source;
  return new Map([
    ['__series.name', label],
    ['__field.name', name],
    ['__value.raw', String(value)],
    ['__value.numeric', String(value)],
    ['__value.text', text],
    ['__value.time', String(Math.round(seconds * 1000))],
  ]);
}

/** The links of a series' settings, for the value that was pointed at; those to lists of dashboards have their place elsewhere. */
export function linkActions(
  links: readonly DashboardLink[] | undefined,
  interpolate: (text: string) => string,
): TooltipAction[] {
  return (links ?? []).flatMap((link) => {
    if (!link.url) return [];
    const href = interpolate(link.url);
    // A link is an address and never a program.
    if (/^\s*(javascript|data|vbscript):/i.test(href)) return [];
    return [{ label: interpolate(link.title ?? '') || href, href, newTab: link.newTab ?? false }];
  });
}
