import { useMemo, useState } from 'react';

export interface Selection {
  readonly size: number;
  has(uid: string): boolean;
  /** `range`: everything from the one that was chosen last up to this one becomes as this one. */
  toggle(uid: string, range: boolean): void;
  clear(): void;
}

/** Which of `uids` (in the order of the list) are selected; what leaves the list is not selected any more. */
export function useSelection(uids: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  return useMemo(() => {
    const there = new Set(uids);
    const selected = new Set([...chosen].filter((uid) => there.has(uid)));
    return {
      size: selected.size,
      has: (uid) => selected.has(uid),
      toggle(uid, range) {
        const [from, to] = [last === null ? -1 : uids.indexOf(last), uids.indexOf(uid)];
        const on = !selected.has(uid);
        const next = new Set(selected);
        const part = range && from >= 0 ? uids.slice(Math.min(from, to), Math.max(from, to) + 1) : [uid];
        for (const one of part) {
          if (on) next.add(one);
          else next.delete(one);
        }
        setChosen(next);
        setLast(uid);
      },
      clear: () => setChosen(new Set()),
    };
  }, [uids, chosen, last]);
}
