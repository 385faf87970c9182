/** Marks in a target where a variable stands: whoever asks which metrics it may read does not know its value. */
import type { Variable } from '../../schema/dashboard.ts';
import { reference } from '../../view/variables/interpolate.ts';

/** Any text without a dot. Both are of Unicode's private characters, which a target takes for letters of a path. */
export const SOMETHING = '\uE000';
/** Any text, dots and all. */
export const ANYTHING = '\uE001';
/** Stands where a variable is the name of a function. */
const SOME_FUNCTION = 'some_function';

/** The target with marks for all references, those to variables that nobody has declared (`$__interval`) among them. */
export function markVariables(target: string, variables: readonly Variable[]): string {
  if (!target.includes('$') && !target.includes('[[')) return target;
  const dotted = new Set(variables.filter(mayHoldDots).map(({ name }) => name));
  const mark = (
    whole: string,
    plain: string | undefined,
    bracketed: string | undefined,
    _bracketFormat: string | undefined,
    braced: string | undefined,
    _field: string | undefined,
    _format: string | undefined,
    offset: number,
  ): string => {
    if (target[offset + whole.length] === '(') return SOME_FUNCTION;
    return dotted.has(plain ?? bracketed ?? braced!) ? ANYTHING : SOMETHING;
  };
  return target.replace(reference, mark);
}

function mayHoldDots(variable: Variable): boolean {
  switch (variable.type) {
    case 'query':
      // A pattern gives names of its last level; all else may give whole names.
      return /^\s*(expand|tags?|tag_values)\s*\(/.test(variable.query) || hasDot(variable.allValue);
    case 'custom':
      return hasDot(variable.options) || hasDot(variable.allValue);
    case 'constant':
      return hasDot(variable.value);
    case 'text':
      return true;
    case 'interval':
      return false;
  }
}

function hasDot(text: string | undefined): boolean {
  return text?.includes('.') ?? false;
}
