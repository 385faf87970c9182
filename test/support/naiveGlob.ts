/**
 * Graphite's globs in the slow, obvious way: braces are multiplied out, then every alternative becomes a regular
 * expression with the rules of Python's fnmatch, which graphite-web uses. The oracle for quicker matchers.
 */

/** True when a dotted path matches a dotted pattern, segment by segment. */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = pattern.split('.');
  const segments = path.split('.');
  return wanted.length === segments.length && wanted.every((glob, i) => matchesSegment(glob, segments[i]!));
}

/** True when one segment matches the glob of one level: `*`, `?`, `[a-c]`, `[!a-c]`, `{a,b{c,d}}`. */
export function matchesSegment(glob: string, segment: string): boolean {
  return expandBraces(glob).some((plain) => fnmatchExpression(plain).test(segment));
}

/** All alternatives of nested braces, the innermost multiplied out first; an unclosed brace is an ordinary character. */
export function expandBraces(glob: string): string[] {
  const innermost = /\{([^{}]*)\}/.exec(glob);
  if (innermost === null) return [glob];
  const before = glob.slice(0, innermost.index);
  const after = glob.slice(innermost.index + innermost[0].length);
  return innermost[1]!.split(',').flatMap((choice) => expandBraces(before + choice + after));
}

function fnmatchExpression(glob: string): RegExp {
  let source = '';
  for (let i = 0; i < glob.length; ) {
    const character = glob[i]!;
    i++;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character !== '[') source += literally(character);
    else {
      // A `]` right after `[` or `[!` is a member of the set; without a closing bracket `[` means itself.
      let close = i;
      if (glob[close] === '!') close++;
      if (glob[close] === ']') close++;
      while (close < glob.length && glob[close] !== ']') close++;
      if (close >= glob.length) source += '\\[';
      else {
        source += setExpression(glob.slice(i, close));
        i = close + 1;
      }
    }
  }
  return new RegExp(`^${source}$`, 'su');
}

function setExpression(inside: string): string {
  const negated = inside.startsWith('!');
  const members = [...(negated ? inside.slice(1) : inside)];
  let source = '';
  for (let i = 0; i < members.length; i++) {
    const low = members[i]!;
    if (members[i + 1] === '-' && i + 2 < members.length) {
      const high = members[i + 2]!;
      // A range that runs backwards holds nothing.
      if (low <= high) source += `${member(low)}-${member(high)}`;
      i += 2;
    } else source += member(low);
  }
  if (source === '') return negated ? '.' : '[^\\s\\S]';
  return `[${negated ? '^' : ''}${source}]`;
}

function literally(character: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

function member(character: string): string {
  return character === '-' ? '\\-' : literally(character);
}
