/** A number that somebody typed (`1.5`, `1,5`, `2e6`, `10k`, `4Ki`); undefined when the text is blank, null when it is none. */
export function readNumber(text: string): number | undefined | null {
  const typed = text.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2');
  if (!typed) return undefined;
  const match = /^(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(?:([kKMGTP])(i?))?$/.exec(typed);
  if (!match) return null;
  const [, number, prefix = '', binary] = match;
  const power = prefix ? 'KMGTP'.indexOf(prefix.toUpperCase()) + 1 : 0;
  return Number(number) * (binary ? 1024 : 1000) ** power;
}

/** Numbers with commas, semicolons or blanks between them; null when one of them is none. */
export function readNumbers(text: string): number[] | null {
  const numbers = text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map(readNumber);
  return numbers.some((number) => number === null || number === undefined) ? null : (numbers as number[]);
}
