/** Something a key does. The list of shortcuts is made of these, so that it never lies. */
export interface Command {
  readonly id: string;
  /** Any of them, as events name them: `?`, `/`, `t`, `ArrowLeft`; `Ctrl-K` is Ctrl or Cmd together with K. None: found by its words alone. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: string;
  /** Also while somebody types, and over an open dialog; for keys that nothing else means anything by. */
  readonly everywhere?: boolean;
  /** Means something only where the keys are at that moment: not offered in the palette. */
  readonly keysOnly?: boolean;
  perform(): void;
}

const stack: { commands: readonly Command[] }[] = [];

/** Makes commands available until the returned function is called; later ones go before earlier ones. */
export function addCommands(holder: { commands: readonly Command[] }): () => void {
  stack.push(holder);
  return () => {
    stack.splice(stack.indexOf(holder), 1);
  };
}

/** All commands of what is on screen, page first; a key belongs to the first that names it. */
export function listCommands(): Command[] {
  const taken = new Set<string>();
  return stack
    .toReversed()
    .flatMap(({ commands }) => commands)
    .flatMap((command) => {
      const keys = command.keys.filter((key) => !taken.has(key));
      for (const key of keys) taken.add(key);
      return keys.length > 0 || command.keys.length === 0 ? [{ ...command, keys }] : [];
    });
}

/** True when a key typed there is meant for the field and not for the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** The first command that answers to a key; the tree and the lists keep their arrow keys. */
export function findCommand(commands: readonly Command[], key: string): Command | undefined {
  return commands.find((command) => command.keys.includes(key));
}

/** What commands call the key of an event; null where it is the system's or the browser's. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string | null {
  if (event.altKey) return null;
  if (!event.ctrlKey && !event.metaKey) return event.key;
  if (event.key.length > 1) return null;
  return `Ctrl-${event.shiftKey ? 'Shift-' : ''}${event.key.toUpperCase()}`;
}

export function handleKey(event: KeyboardEvent): void {
  const key = event.defaultPrevented ? null : keyOf(event);
  if (key === null) return;
  const command = findCommand(listCommands(), key);
  if (!command || (!command.everywhere && isMeantElsewhere(event))) return;
  event.preventDefault();
  command.perform();
}

/** Fields, dialogs, menus, and the arrow keys of lists have keys of their own. */
function isMeantElsewhere({ key, target }: KeyboardEvent): boolean {
  if (isTyping(target)) return true;
  const inside = target instanceof Element ? target : null;
  if (inside?.closest('[role="dialog"], [role="menu"]')) return true;
  return (
    key.startsWith('Arrow') && inside?.closest('[role="tree"], [role="radiogroup"], [role="tablist"]') != null
  );
}
