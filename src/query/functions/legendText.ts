/** What legendValue and cactiStyle write into names: values with prefixes of units, in columns. */
import { formatF } from '../pythonNumber.ts';

export const UNIT_SYSTEM_NAMES = ['binary', 'si'] as const;
export type UnitSystem = (typeof UNIT_SYSTEM_NAMES)[number];

/** Prefixes, the largest first, and the size from which on they are used. */
const PREFIXES: Readonly<Record<UnitSystem, ReadonlyArray<readonly [prefix: string, size: number]>>> = {
  binary: [
    ['Pi', 1024 ** 5],
    ['Ti', 1024 ** 4],
    ['Gi', 1024 ** 3],
    ['Mi', 1024 ** 2],
    ['Ki', 1024],
  ],
  si: [
    ['P', 1000 ** 5],
    ['T', 1000 ** 4],
    ['G', 1000 ** 3],
    ['M', 1000 ** 2],
    ['k', 1000],
  ],
};

/** A value with two decimals and, in a system of units, the prefix that keeps it short; a unit stands behind a blank. */
export function valueText(value: number, system?: UnitSystem, units = ''): string {
  const [prefix, size] = system === undefined ? ['', 1] : prefixFor(value, system);
  return `${formatF(value / size, 2)}${units === '' ? '' : ' '}${prefix}${units}`;
}

function prefixFor(value: number, system: UnitSystem): readonly [prefix: string, size: number] {
  return PREFIXES[system].find(([, size]) => Math.abs(value) >= size) ?? ['', 1];
}

/** The text filled up with blanks to so many characters. */
export function inColumn(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

/** Characters as Python counts them: those beyond 16 bits are one as well. */
export function lengthOf(text: string): number {
  return [...text].length;
}
