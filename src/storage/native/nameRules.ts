/**
 * What a series may be called. A name that is not in canonical form is brought into it, so that one series has one
 * name: empty path segments go (`a..b`, `.a`, as a Whisper path drops them), tags are sorted by key, and of a key
 * that stands twice the last value counts.
 */

/** Why a name is refused. The texts are part of the public counters (`/api/status`). */
export const NAME_REFUSALS = {
  empty: 'name-empty',
  tooLong: 'name-too-long',
  tooDeep: 'name-too-deep',
  characters: 'name-characters',
  tags: 'name-tags',
  tooManySeries: 'too-many-series',
  newSeriesRate: 'new-series-rate',
  prefixLimit: 'prefix-limit',
} as const;
export type NameRefusal = (typeof NAME_REFUSALS)[keyof typeof NAME_REFUSALS];

export interface NameLimits {
  /** Bytes of a whole name, tags included. */
  readonly maxNameBytes: number;
  /** Path segments of a name. */
  readonly maxNameDepth: number;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const DOT = 46;
const SEMICOLON = 59;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that are refused
const FORBIDDEN = /[\u0000-\u0020\u007f-\u009f]/;

/** The canonical form of a name's bytes, or why it is refused. */
export function canonicalName(bytes: Uint8Array, limits: NameLimits): Uint8Array | NameRefusal {
  if (bytes.length > limits.maxNameBytes) return NAME_REFUSALS.tooLong;
  const depth = plainDepth(bytes);
  if (depth > 0) return depth > limits.maxNameDepth ? NAME_REFUSALS.tooDeep : bytes;
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    return NAME_REFUSALS.characters;
  }
  if (FORBIDDEN.test(text)) return NAME_REFUSALS.characters;
  const semicolon = text.indexOf(';');
  const path = semicolon < 0 ? text : text.slice(0, semicolon);
  const segments = path.split('.').filter((segment) => segment !== '');
  if (segments.length === 0) return NAME_REFUSALS.empty;
  if (segments.length > limits.maxNameDepth) return NAME_REFUSALS.tooDeep;
  let canonical = segments.join('.');
  if (semicolon >= 0) {
    const tags = canonicalTags(text.slice(semicolon + 1));
    if (tags === null) return NAME_REFUSALS.tags;
    canonical += tags;
  }
  return encoder.encode(canonical);
}

/**
 * Segments of a name that is canonical as it stands: printable ASCII, no tags, no empty segment; 0 for others. Nearly
 * all new names are, and this spares them two conversions.
 */
function plainDepth(bytes: Uint8Array): number {
  let depth = 1;
  let previous = DOT;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte <= 0x20 || byte >= 0x7f || byte === SEMICOLON) return 0;
    if (byte === DOT) {
      if (previous === DOT) return 0;
      depth++;
    }
    previous = byte;
  }
  return previous === DOT ? 0 : depth;
}

/** Graphite's rules: `key=value`; neither is empty; no `;!^=` in keys, no leading `~` in values; `name` is reserved. */
function canonicalTags(text: string): string | null {
  const tags = new Map<string, string>();
  for (const pair of text.split(';')) {
    const equals = pair.indexOf('=');
    if (equals <= 0 || equals === pair.length - 1) return null;
    const key = pair.slice(0, equals);
    const value = pair.slice(equals + 1);
    if (/[!^]/.test(key) || key === 'name' || value.startsWith('~')) return null;
    tags.set(key, value);
  }
  // By code points, which is also the order of the UTF-8 bytes' first difference for all names met in practice.
  const keys = [...tags.keys()].sort();
  return keys.map((key) => `;${key}=${tags.get(key)}`).join('');
}
