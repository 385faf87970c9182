import { replaceReferences } from '../../../src/view/variables/references.ts';

/** Letters of a panel's targets: `A` … `Z`, `AA` … `ZZ`; another target stands in for one as `#A`. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The first that is not taken. */
export function nextRefId(taken: Iterable<string>): string {
  const used = new Set(taken);
  for (const letter of letters) if (!used.has(letter)) return letter;
  for (const first of letters)
    for (const second of letters) if (!used.has(first + second)) return first + second;
  throw new RangeError('A panel has at most 702 targets.');
}

/** The target with its references renamed; what the map does not name stays. */
export function renameReferences(target: string, names: ReadonlyMap<string, string>): string {
  return replaceReferences(target, (name) => {
    const next = names.get(name);
    return next === undefined ? undefined : `#${next}`;
  });
}
