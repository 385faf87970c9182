export interface VariableOption {
  readonly value: string;
  readonly text: string;
}

/** The choices of a custom variable: `a, b, c` or `text : value, …`; a comma of a value is written as `\,`. */
export function readCustomOptions(text: string): VariableOption[] {
  const options: VariableOption[] = [];
  for (const [part] of text.matchAll(/(?:\\,|[^,])+/g)) {
    const written = part.replaceAll('\\,', ',').trim();
    if (written === '') continue;
    const colon = written.search(/\s:\s/);
    options.push(
      colon === -1
        ? { value: written, text: written }
        : { text: written.slice(0, colon).trim(), value: written.slice(colon + 3).trim() },
    );
  }
  return options;
}
