const names: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  ' ': 'Space',
};
const apple = /Mac|iP(hone|ad|od)/.test(navigator.userAgent);

/** How a key of a command is written for people. */
export function keyLabel(key: string): string {
  if (key.startsWith('Ctrl-') && apple) return key.replace('Ctrl-', '⌘').replace('Shift-', '⇧');
  return names[key] ?? key;
}
