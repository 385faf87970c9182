import { type PointerEvent, useState } from 'react';
import type { Row } from '../../../../src/schema/dashboard.ts';
import type { DashboardActions } from '../actions.ts';
import { moveRow } from '../edits.ts';

/** Moving whole rows by their heads: the row falls before the one whose upper half the pointer is over. */
export function useRowDrag(actions: DashboardActions) {
  const [dropBefore, setDropBefore] = useState<string | null>(null);
  const start = (event: PointerEvent, row: Row) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const controller = new AbortController();
    const { signal } = controller;
    let target: string | null = null;
    const end = (keep: boolean) => {
      controller.abort();
      setDropBefore(null);
      if (!keep || target === null) return;
      const rows = actions.current().rows.filter((one) => one.id !== row.id);
      const index = target === 'end' ? rows.length : rows.findIndex((one) => one.id === target);
      if (index >= 0) actions.edit(moveRow(row, index));
    };
    window.addEventListener(
      'pointermove',
      (move) => {
        target = rowBelow(move.clientY, row.id);
        setDropBefore(target);
      },
      { signal },
    );
    window.addEventListener('pointerup', () => end(true), { signal });
    window.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', (key) => key.key === 'Escape' && end(false), {
      signal,
      capture: true,
    });
  };
  return { dropBefore, start };
}

/** The first row whose middle is below a height of the window; `end` when there is none. */
function rowBelow(y: number, except: string): string {
  for (const element of document.querySelectorAll<HTMLElement>('[data-row-id]')) {
    const id = element.dataset['rowId']!;
    if (id === except) continue;
    const { top, bottom } = element.getBoundingClientRect();
    if (y < (top + bottom) / 2) return id;
  }
  return 'end';
}
