import { compilePattern } from '../pattern/pattern.ts';

/**
 * Whether a name matches a glob as in targets: `*`, `?`, `[a-c]`, `{a,b}`; several are divided by blanks, or by commas outside
 * of braces. Nothing at all means every name; a glob that cannot be read matches none.
 */
export function hostMatcher(glob: string): (name: string) => boolean {
  const patterns = splitGlobs(glob).map((one) => compilePattern(globPattern(one)));
  if (patterns.length === 0) return () => true;
  return (name) => patterns.some((pattern) => pattern?.test(name) ?? false);
}

function splitGlobs(text: string): string[] {
  const parts: string[] = [];
  let [part, depth] = ['', 0];
  for (const letter of text) {
    if (letter === '{') depth++;
    if (letter === '}') depth--;
    if (depth <= 0 && /[\s,]/.test(letter)) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].filter((one) => one !== '');
}

/** The glob as an expression. */
function globPattern(glob: string): string {
  let pattern = '';
  let depth = 0;
  for (let i = 0; i < glob.length; i++) {
    const letter = glob[i];
    const end = letter === '[' ? glob.indexOf(']', i + 1) : -1;
    if (letter === '*') pattern += '.*';
    else if (letter === '?') pattern += '.';
    else if (end > i + 1) {
      pattern += `[${glob
        .slice(i + 1, end)
        .replace(/^!/, '^')
        .replace(/[\\[]/g, '\\$&')}]`;
      i = end;
    } else if (letter === '{') {
      depth++;
      pattern += '(?:';
    } else if (letter === '}' && depth > 0) {
      depth--;
      pattern += ')';
    } else if (letter === ',' && depth > 0) pattern += '|';
    else pattern += letter.replace(/[\\^$.|+()[\]{}/]/g, '\\$&');
  }
  return `^(?:${pattern})$`;
}
