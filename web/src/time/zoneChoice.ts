/** In whose time a page is shown: `browser`, `utc` or the name of an IANA zone, as dashboards and addresses say it. */
import { zoneOffset } from '../../../src/view/time/zone.ts';
import { deviceZone } from '../chart/zone.ts';

const parameter = 'tz';

/** The IANA zone that is meant; the device's where nothing is said, or nothing that is known. */
export function zoneOfChoice(choice: string | null | undefined): string {
  if (!choice || choice === 'browser') return deviceZone;
  if (choice.toLowerCase() === 'utc') return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: choice }).resolvedOptions().timeZone;
  } catch {
    return deviceZone;
  }
}

/** The choice that an address holds; null where it holds none. */
export function readZone(search: string): string | null {
  return new URLSearchParams(search).get(parameter) || null;
}

/** The search part with the choice in it; null leaves it to the page. */
export function writeZone(search: string, choice: string | null): string {
  const params = new URLSearchParams(search);
  if (choice === null) params.delete(parameter);
  else params.set(parameter, choice);
  const text = params.toString();
  return text && `?${text}`;
}

/** How far the clocks of a zone are ahead of UTC at a moment (seconds since 1970), such as `UTC+5:30`. */
export function offsetText(zone: string, seconds: number): string {
  const minutes = Math.round(zoneOffset(seconds, zone) / 60);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`;
}

/** A zone as people read it: `America/New York`. */
export function zoneName(zone: string): string {
  return zone.replaceAll('_', ' ');
}
