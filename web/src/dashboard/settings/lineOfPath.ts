/**
 * The line (from 1) of a JSON text where a path such as `rows[0].panels[2].field.unit` begins, or the deepest part of the
 * path that is there. Works on any layout of the text: it reads it as a parser does.
 */
export function lineOfPath(text: string, path: string): number {
  const steps = [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? name : Number(index),
  );
  let at = skipSpace(text, 0);
  let found = at;
  for (const step of steps) {
    const inside = typeof step === 'number' ? elementAt(text, at, step) : memberAt(text, at, step);
    if (inside === null) break;
    found = inside.start;
    at = inside.value;
  }
  let line = 1;
  for (let i = 0; i < found; i++) if (text[i] === '\n') line++;
  return line;
}

interface Found {
  /** Where the member begins (its name), and where its value does. */
  readonly start: number;
  readonly value: number;
}

function skipSpace(text: string, at: number): number {
  let i = at;
  while (i < text.length && ' \t\n\r'.includes(text[i])) i++;
  return i;
}

/** The place behind a value that begins at a place. */
function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') {
    let i = at + 1;
    while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
    return i + 1;
  }
  if (first === '{' || first === '[') {
    let depth = 0;
    for (let i = at; i < text.length; i++) {
      const letter = text[i];
      if (letter === '"') i = skipValue(text, i) - 1;
      else if (letter === '{' || letter === '[') depth++;
      else if (letter === '}' || letter === ']') {
        depth--;
        if (depth === 0) return i + 1;
      }
    }
    return text.length;
  }
  let i = at;
  while (i < text.length && !',]} \t\n\r'.includes(text[i])) i++;
  return i;
}

function memberAt(text: string, at: number, name: string): Found | null {
  if (text[at] !== '{') return null;
  let i = skipSpace(text, at + 1);
  while (text[i] === '"') {
    const end = skipValue(text, i);
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (text.slice(i, end) === JSON.stringify(name)) return { start: i, value };
    i = skipSpace(text, skipValue(text, value));
    if (text[i] !== ',') return null;
    i = skipSpace(text, i + 1);
  }
  return null;
}

function elementAt(text: string, at: number, index: number): Found | null {
  if (text[at] !== '[') return null;
  let i = skipSpace(text, at + 1);
  for (let n = 0; i < text.length && text[i] !== ']'; n++) {
    if (n === index) return { start: i, value: i };
    i = skipSpace(text, skipValue(text, i));
    if (text[i] !== ',') return null;
    i = skipSpace(text, i + 1);
  }
  return null;
}
