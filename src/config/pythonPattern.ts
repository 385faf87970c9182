/**
 * Carbon's patterns are Python regular expressions. The two languages agree on nearly everything; this
 * rewrites the rest: named groups `(?P<n>…)` and `(?P=n)`, flags in front `(?i)`, `\A`, `\Z`, comments `(?#…)`, and a
 * `]` that stands first in a character class.
 * @throws Error that says what is wrong, without the place
 */
export function compilePythonPattern(pattern: string): RegExp {
  let flags = '';
  let rest = pattern;
  const inFront = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
  if (inFront) {
    rest = pattern.slice(inFront[0].length);
    for (const letter of inFront[1]!) {
      // u and a choose between Unicode and ASCII classes, which is not worth refusing a file for.
      if ('ims'.includes(letter)) flags += flags.includes(letter) ? '' : letter;
      else if (!'ua'.includes(letter))
        throw new Error(`the flag (?${letter}) is not supported; write the pattern without`);
    }
  }
  const translated = translate(rest);
  try {
    return new RegExp(translated, flags);
  } catch (cause) {
    // V8 writes "Invalid regular expression: /…/: reason".
    const reason = (cause as Error).message.replace(/^Invalid regular expression: \/.*\/[a-z]*: /s, '');
    throw new Error(`"${pattern}" is not a regular expression: ${reason}`, { cause });
  }
}

function translate(pattern: string): string {
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i]!;
    if (char === '\\') {
      const escaped = pattern[++i] ?? '';
      out += escaped === 'A' ? '^' : escaped === 'Z' ? '$' : `\\${escaped}`;
    } else if (char === '[') {
      const end = classEnd(pattern, i);
      out += translateClass(pattern.slice(i, end));
      i = end - 1;
    } else if (pattern.startsWith('(?P<', i)) {
      out += '(?<';
      i += 3;
    } else if (pattern.startsWith('(?P=', i)) {
      const end = pattern.indexOf(')', i);
      const group = pattern.slice(i + 4, end < 0 ? undefined : end);
      // JavaScript would take a reference to no group as plain letters.
      if (end < 0 || !out.includes(`(?<${group}>`))
        throw new Error(`(?P=${group}) refers to no group before it`);
      out += `\\k<${group}>`;
      i = end;
    } else if (pattern.startsWith('(?#', i)) {
      const end = pattern.indexOf(')', i);
      i = end < 0 ? pattern.length : end;
    } else {
      out += char;
    }
  }
  return out;
}

/** Where the class that starts at `start` ends (exclusive), by Python's rule that a first `]` is an ordinary one. */
function classEnd(pattern: string, start: number): number {
  let i = start + 1;
  if (pattern[i] === '^') i++;
  if (pattern[i] === ']') i++;
  for (; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++;
    else if (pattern[i] === ']') return i + 1;
  }
  return pattern.length;
}

function translateClass(text: string): string {
  return text.replace(/^\[(\^?)\](?=.)/s, '[$1\\]');
}
