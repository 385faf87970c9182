/**
 * The dialect of carbon's .conf files, which is that of Python's ConfigParser: `[section]` lines, `key = value`
 * or `key: value` below them, comments from `#` or `;`. Unlike there, a comment may also follow a value after a
 * blank, and an indented line that has a key of its own is not glued to the value above it.
 */

export interface ConfOption {
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

export interface ConfSection {
  readonly name: string;
  readonly line: number;
  /** By lower-case key; case means nothing in carbon's files. */
  readonly options: ReadonlyMap<string, ConfOption>;
}

export interface ConfProblem {
  readonly line: number;
  readonly text: string;
}

/** Splits a file into its sections, in order. What can't be understood is a problem, and left out. */
export function parseCarbonConf(text: string): { sections: ConfSection[]; problems: ConfProblem[] } {
  const sections: { name: string; line: number; options: Map<string, ConfOption> }[] = [];
  const problems: ConfProblem[] = [];
  let lastKey: string | null = null;
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  for (const [i, raw] of lines.entries()) {
    const line = i + 1;
    const bare = withoutComment(raw);
    if (bare === '') continue;
    const section = sections.at(-1);
    if (bare.startsWith('[') && bare.endsWith(']') && !isContinued(raw, lastKey)) {
      const name = bare.slice(1, -1).trim();
      const twin = sections.find((other) => other.name === name);
      if (twin)
        problems.push({ line, text: `[${name}] stands already in line ${twin.line}; give one another name` });
      sections.push({ name, line, options: new Map() });
      lastKey = null;
      continue;
    }
    const option = /^([A-Za-z][\w-]*)\s*[=:]\s*(.*)$/.exec(bare);
    if (option && section) {
      const key = option[1]!.toLowerCase();
      const twin = section.options.get(key);
      if (twin)
        problems.push({ line, text: `${option[1]} stands already in line ${twin.line}; keep one of them` });
      section.options.set(key, { value: option[2]!, line });
      lastKey = key;
    } else if (isContinued(raw, lastKey) && section) {
      const { value, line: first } = section.options.get(lastKey!)!;
      section.options.set(lastKey!, { value: `${value} ${bare}`.trim(), line: first });
    } else if (option) {
      problems.push({ line, text: `"${bare}" stands above the first [section]; move it below one` });
    } else {
      problems.push({ line, text: `"${bare}" is neither [section], key = value nor a comment` });
    }
  }
  return { sections, problems };
}

function isContinued(raw: string, lastKey: string | null): boolean {
  return lastKey !== null && /^\s/.test(raw);
}

function withoutComment(raw: string): string {
  return raw.replace(/(^|\s)[#;].*$/, '').trim();
}
