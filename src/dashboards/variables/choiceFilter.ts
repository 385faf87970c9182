/** What a variable's regular expression keeps of each name, run by RE2: no pattern can be made to take long. */
import { RE2JS, RE2JSException } from 're2js';
import { VariableQueryError } from './variableQuery.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** Instructions of RE2 that one pattern may become. */
const MOST_INSTRUCTIONS = 5000;

/**
 * `/pattern/flags`, or a bare pattern. What does not match is left out. Groups called `value` and `text` are what is kept; otherwise the
 * first group, otherwise the whole name. @throws VariableQueryError
 */
export function choiceFilter(written: string): (name: string) => Choice | null {
  if (written.trim() === '') return (name) => ({ value: name, text: name });
  const slashed = /^\/(.*)\/([a-z]*)$/s.exec(written.trim());
  const [, pattern = written, flags = ''] = slashed ?? [];
  const regex = compile(pattern, flags);
  const groups = regex.namedGroups();
  const named = 'value' in groups || 'text' in groups;
  const numbered = regex.groupCount() > 0;
  return (name) => {
    const matcher = regex.matcher(name);
    if (!matcher.find()) return null;
    if (named) {
      const value = 'value' in groups ? matcher.group('value') : null;
      const text = 'text' in groups ? matcher.group('text') : null;
      if (value === null && text === null) return null;
      return { value: value ?? text!, text: text ?? value! };
    }
    const kept = numbered ? matcher.group(1) : name;
    return kept === null ? null : { value: kept, text: kept };
  };
}

function compile(pattern: string, flags: string): RE2JS {
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(
      RE2JS.translateRegExp(pattern),
      (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) | (flags.includes('s') ? RE2JS.DOTALL : 0),
    );
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new VariableQueryError(
      `The regular expression "${pattern.slice(0, 100)}" can't be read: ${error.message}`,
    );
  }
  if (compiled.programSize() > MOST_INSTRUCTIONS) {
    throw new VariableQueryError(
      `The regular expression "${pattern.slice(0, 100)}" is too large; shorten it, or its counted repetitions`,
    );
  }
  return compiled;
}
