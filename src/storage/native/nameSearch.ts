import type { SeriesRegistry } from './seriesRegistry.ts';

/** Finds series by pieces of their names, as a person types them. */
export class NameSearch {
  private readonly registry: SeriesRegistry;

  constructor(registry: SeriesRegistry) {
    this.registry = registry;
  }

  /**
   * Names that contain each of the blank-separated words of `text`, letters in either case, of the first `limit` series in
   * the order of creation that are accepted; sorted. The scan ends with the first `limit` names, so only rare words cost a
   * pass over all bytes (about 1 ns each).
   */
  find(
    text: string,
    limit: number,
    accept: (series: number) => boolean = () => true,
  ): { names: string[]; truncated: boolean } {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => encoder.encode(word));
    const names: string[] = [];
    const { registry } = this;
    const { arena, offsets } = registry.spellings;
    for (let series = 0; series < registry.size; series++) {
      const spelling = registry.spellingOf(series);
      if (spelling < 0) continue;
      const start = offsets[spelling];
      const end = offsets[spelling + 1];
      if (!words.every((word) => contains(arena, start, end, word)) || !accept(series)) continue;
      if (names.length === limit) return { names: names.sort(), truncated: true };
      names.push(registry.name(series));
    }
    return { names: names.sort(), truncated: false };
  }
}

const encoder = new TextEncoder();

/** Whether `bytes[start, end)` contains `word`, which is in lower case; ASCII capitals count as their small letters. */
function contains(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  const last = end - word.length;
  for (let at = start; at <= last; at++) {
    let i = 0;
    while (i < word.length && lower(bytes[at + i]) === word[i]) i++;
    if (i === word.length) return true;
  }
  return false;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
