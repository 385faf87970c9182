/** What an import has to say to the person who asked for it. */
import type { ImportRemark } from '../../schema/dashboards.ts';

export type Level = ImportRemark['level'];

/** Collects remarks in order; the same one twice is said once. */
export class Remarks {
  readonly #byText = new Map<string, ImportRemark>();

  /** `where` is as people find it, such as `Panel "CPU"`; empty for the dashboard itself. */
  add(level: Level, where: string, message: string): void {
    this.#byText.set(JSON.stringify([level, where, message]), { level, where, message });
  }

  get list(): ImportRemark[] {
    return [...this.#byText.values()];
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
