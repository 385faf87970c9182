/** Moments: Grafana's `now-5m`, `now/d` and ISO texts, and Graphite's `-5min`, `today` and seconds since 1970. */

/** Grafana's units of time, and Graphite's. */
const UNITS: Readonly<Record<string, string>> = {
  s: 's',
  m: 'min',
  h: 'h',
  d: 'd',
  w: 'w',
  M: 'mon',
  y: 'y',
};
const OFFSET = String.raw`(?:([-+])(\d{1,9})([smhdwMy]))`;

/** Whether a moment is the beginning or the end of the range: `now/d` is the day's beginning, or its end. */
export type Side = 'from' | 'until';

/** Null when Graphite has no word for it, such as the beginning of this month. */
export function graphiteMoment(grafana: unknown, side: Side): string | null {
  if (typeof grafana === 'number' && Number.isFinite(grafana)) return String(Math.floor(grafana / 1000));
  if (typeof grafana !== 'string') return null;
  const text = grafana.trim();
  if (text === 'now') return 'now';
  const relative = new RegExp(`^now${OFFSET}$`).exec(text);
  if (relative !== null) return `${relative[1]}${relative[2]}${UNITS[relative[3]!]}`;
  const day = /^now(?:-(\d{1,5})d)?\/d$/.exec(text);
  if (day !== null) return dayText(Number(day[1] ?? 0) - (side === 'until' ? 1 : 0));
  if (/^\d{12,14}$/.test(text)) return String(Math.floor(Number(text) / 1000));
  const milliseconds = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(withZone(text)) : Number.NaN;
  return Number.isFinite(milliseconds) ? String(Math.floor(milliseconds / 1000)) : null;
}

/** The beginning of the day that lies so many days back; -1 is tomorrow. */
function dayText(daysBack: number): string {
  const named = { [-1]: 'tomorrow', 0: 'today', 1: 'yesterday' }[daysBack];
  return named ?? `today-${daysBack}d`;
}

/** A text without a zone is UTC: the reader's machine has no say in what a file means. */
function withZone(text: string): string {
  const iso = text.replace(' ', 'T');
  return /T.*(?:Z|[-+]\d{2}:?\d{2})$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`;
}

/** Null when Grafana has no word for it, such as `noon yesterday`. */
export function grafanaMoment(graphite: string, side: Side): string | null {
  const text = graphite.trim().toLowerCase();
  if (text === 'now') return 'now';
  const relative = /^(?:now)?([-+])(\d{1,9})(mon|min|s|m|h|d|w|y)[a-z]*$/.exec(text);
  if (relative !== null) {
    const unit = { min: 'm', mon: 'M' }[relative[3]!] ?? relative[3];
    return `now${relative[1]}${relative[2]}${unit}`;
  }
  if (/^\d{9,11}$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  const named = { tomorrow: -1, today: 0, yesterday: 1 }[text];
  const day = named ?? Number(/^today-(\d{1,5})d$/.exec(text)?.[1] ?? Number.NaN);
  const back = day + (side === 'until' ? 1 : 0);
  if (!(back >= 0)) return null;
  return back === 0 ? 'now/d' : `now-${back}d/d`;
}

/** The time of one panel: Grafana's `now-6h` and `now/d` are `6h` and `1d/d` with us. */
export function panelTime(grafana: string): string {
  const day = /^now\/([dwMy])$/.exec(grafana);
  if (day !== null) return `1${day[1]}/${day[1]}`;
  return grafana.replace(/^now-(?=\d)/, '');
}

export function grafanaPanelTime(ours: string): string {
  const span = /^1([dwMy])\/\1$/.exec(ours);
  return span === null ? ours : `now/${span[1]}`;
}
