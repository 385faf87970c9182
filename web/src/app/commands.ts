/** Something a key does. The list of shortcuts is made of these, so that it never lies. */
export interface Command {
  readonly id: string;
  /** Keys as people read them: `?`, `/`, `t`, `ArrowLeft`. Any of them. */
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: string;
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

/** All commands of what is on screen, page first. */
export function listCommands(): Command[] {
  return stack.toReversed().flatMap(({ commands }) => commands);
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

export function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  const inside = event.target instanceof Element ? event.target : null;
  if (inside?.closest('[role="dialog"], [role="menu"]')) return;
  if (
    event.key.startsWith('Arrow') &&
    inside?.closest('[role="tree"], [role="radiogroup"], [role="tablist"]')
  )
    return;
  const command = findCommand(listCommands(), event.key);
  if (!command) return;
  event.preventDefault();
  command.perform();
}
