import type { Span } from '../../time/range.ts';
import { writeRange } from '../../time/range.ts';

interface ShareWishes {
  /** What is being looked at, as in the address bar. */
  readonly path: string;
  readonly search: string;
  /** Only this panel. */
  readonly panel?: string | undefined;
  /** Fixes the range to the instants that are shown now, instead of "the last hour" whenever it is opened. */
  readonly span?: Span | undefined;
  readonly embed?: boolean;
}

/** The address that shows somebody else what one sees. */
export function shareAddress({ path, search, panel, span, embed = false }: ShareWishes): string {
  const fixed = span
    ? writeRange(search, { from: String(Math.floor(span.from)), until: String(Math.ceil(span.until)) })
    : search;
  const params = new URLSearchParams(fixed);
  for (const name of ['edit', 'inspect', 'kiosk']) params.delete(name);
  if (panel) {
    params.delete('view');
    params.set(embed ? 'panel' : 'view', panel);
  }
  const text = params.toString();
  const place = embed ? path.replace(/^\/d\//, '/embed/') : path;
  return place + (text && `?${text}`);
}
