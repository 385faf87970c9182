/** In whose time a page is shown: `browser`, `utc` or the name of an IANA zone, as dashboards and addresses say it. */
import { zoneOffset } from '../../../src/view/time/zone.ts';
import { deviceZone } from '../chart/zone.ts';

const parameter = 'tz';

/** The IANA zone that is meant; the device's where nothing is said, or nothing that is known. */
export function zoneOfChoice(choice: string | null | undefined): string {
  if (!choice || choice === 'browser') return deviceZone;
  if (choice.toLowerCase() === 'utc') return 'UTC';
  return isZone(choice) ? choice : deviceZone;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Browsers still list these under names that their cities do not have any more. */
const renamed = [
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
  'Pacific/Kanton',
];

/** Names of the zones that can be chosen, but for UTC, which has a word of its own. */
export function knownZones(): string[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), ...renamed.filter(isZone)]);
  zones.delete('UTC');
  return [...zones].sort();
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
