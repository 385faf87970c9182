import { NO_SCHEMA, type SeriesRegistry } from './seriesRegistry.ts';

/** Finds series by pieces of their names, as a person types them. */
export class NameSearch {
  private readonly registry: SeriesRegistry;

  constructor(registry: SeriesRegistry) {
    this.registry = registry;
  }

  /**
   * Names that contain each of the blank-separated words of `text`, letters in either case, in the order in which the
   * series were created; at most `limit`. The scan ends with the first `limit` names, so only rare words cost a pass
   * over all bytes (about 1 ns each).
   */
  find(text: string, limit: number): { names: string[]; truncated: boolean } {
    const words = text
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => encoder.encode(word));
    const names: string[] = [];
    const { registry } = this;
    for (let series = 0; series < registry.size; series++) {
      if (registry.schemaOf[series] === NO_SCHEMA) continue;
      const name = registry.nameBytes(series);
      if (!words.every((word) => contains(name, word))) continue;
      if (names.length === limit) return { names: names.sort(), truncated: true };
      names.push(registry.name(series));
    }
    return { names: names.sort(), truncated: false };
  }
}

const encoder = new TextEncoder();

/** Whether `name` contains `word`, which is in lower case; ASCII capitals count as their small letters. */
function contains(name: Uint8Array, word: Uint8Array): boolean {
  const last = name.length - word.length;
  for (let at = 0; at <= last; at++) {
    let i = 0;
    while (i < word.length && lower(name[at + i]) === word[i]) i++;
    if (i === word.length) return true;
  }
  return false;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
