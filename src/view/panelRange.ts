import { relativeSeconds, type TimeRange } from './time/range.ts';

/** The part of a panel that moves it away from the page's range. */
export interface PanelTime {
  readonly timeFrom?: string | undefined;
  readonly timeShift?: string | undefined;
}

/**
 * The range that a panel asks for: the page's, or its own (`timeFrom`: the last `6h`, or today as `1d/d`), moved back by
 * `timeShift`. A text that means nothing here is left to the server, which says what is wrong with it.
 */
export function panelRange(page: TimeRange, { timeFrom, timeShift }: PanelTime): TimeRange {
  const own = timeFrom?.trim();
  const range: TimeRange = own ? { from: ownStart(own), until: 'now' } : page;
  const shift = timeShift?.trim().replace(/^-/, '');
  if (!shift) return range;
  return { from: earlier(range.from, shift), until: earlier(range.until, shift) };
}

/** `6h` → `-6h`; Grafana's `now/d` and `1d/d`, the day from its midnight on, → `midnight`. */
function ownStart(text: string): string {
  if (/\/d$/.test(text)) {
    const days = Number(/(\d+)d\/d$/.exec(text)?.[1] ?? 0);
    return days > 1 ? `midnight-${days - 1}d` : 'midnight';
  }
  return `-${text.replace(/^(now)?-/, '').replace(/^(\d+)m$/, '$1min')}`;
}

/** The moment a while before another. */
function earlier(moment: string, shift: string): string {
  const by = relativeSeconds(`-${shift.replace(/^(\d+)m$/, '$1min')}`);
  if (by === null) return moment;
  if (/^\d+(\.\d+)?$/.test(moment)) return String(Number(moment) - by);
  const back = moment === 'now' || moment === '' ? 0 : relativeSeconds(moment);
  if (back !== null) return `-${back + by}s`;
  // Parts of one offset share its sign: midnight-1d3600s.
  return /-\d/.test(moment) ? `${moment}${by}s` : `${moment}-${by}s`;
}

/** What the badge of a panel with a range of its own says; null for the page's. */
export function describePanelTime({ timeFrom, timeShift }: PanelTime): string | null {
  const own = timeFrom?.trim().replace(/^(now)?-/, '');
  const shift = timeShift?.trim().replace(/^-/, '');
  const words = [
    own
      ? /\/d$/.test(own)
        ? Number.parseInt(own, 10) > 1
          ? `Last ${Number.parseInt(own, 10)} days`
          : 'Today'
        : `Last ${own}`
      : '',
    shift ? `${shift} earlier` : '',
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : null;
}
