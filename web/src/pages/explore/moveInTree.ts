import type { KeyboardEvent } from 'react';

/** Arrow keys, Home and End over the visible items of a tree; the items themselves open and close. */
export function moveInTree(event: KeyboardEvent<HTMLElement>): void {
  const tree = event.currentTarget;
  const items = [...tree.querySelectorAll<HTMLElement>('[role="treeitem"]')];
  const here = items.indexOf(document.activeElement as HTMLElement);
  if (here < 0) return;
  const level = Number(items[here].getAttribute('aria-level'));
  let next: HTMLElement | undefined;
  if (event.key === 'ArrowDown') next = items[here + 1];
  else if (event.key === 'ArrowUp') next = items[here - 1];
  else if (event.key === 'Home') next = items[0];
  else if (event.key === 'End') next = items[items.length - 1];
  else if (event.key === 'ArrowRight') {
    const inside = items[here + 1];
    if (Number(inside?.getAttribute('aria-level')) > level) next = inside;
  } else if (event.key === 'ArrowLeft') {
    next = items.slice(0, here).findLast((item) => Number(item.getAttribute('aria-level')) < level);
  } else return;
  event.preventDefault();
  if (!next) return;
  for (const item of items) item.tabIndex = item === next ? 0 : -1;
  next.focus();
}
