/** Which variables a text uses, and in which order variables that use each other have to be asked. */
import type { Variable } from '../../schema/dashboard.ts';
import { reference } from './interpolate.ts';

/** Names of the variables in a text, each once, in their order. */
export function variablesIn(text: string): string[] {
  const names = new Set<string>();
  for (const [, plain, bracketed, , braced] of text.matchAll(reference))
    names.add(plain ?? bracketed ?? braced);
  return [...names];
}

/** Names of the variables that the choices of a variable depend on; itself is not one of them. */
export function dependenciesOf(variable: Variable): string[] {
  return textsOf(variable)
    .flatMap(variablesIn)
    .filter((name, i, all) => name !== variable.name && all.indexOf(name) === i);
}

function textsOf(variable: Variable): string[] {
  switch (variable.type) {
    case 'query':
      return [variable.query, variable.regex ?? '', variable.allValue ?? ''];
    case 'custom':
      return [variable.options, variable.allValue ?? ''];
    case 'text':
      return [variable.current ?? ''];
    case 'constant':
      return [variable.value];
    case 'interval':
      return [variable.options];
  }
}

export interface VariableOrder {
  /** Each after those that it depends on; otherwise in the order of the dashboard. */
  readonly order: readonly Variable[];
  /** Names that depend on each other in a circle, which nothing can resolve: each circle once. */
  readonly circles: readonly (readonly string[])[];
}

/** The order in which variables are asked. Those of a circle stand where the dashboard has them. */
export function orderVariables(variables: readonly Variable[]): VariableOrder {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const order: Variable[] = [];
  const circles: string[][] = [];
  const done = new Set<string>();
  const visit = (variable: Variable, open: readonly string[]) => {
    if (done.has(variable.name)) return;
    const at = open.indexOf(variable.name);
    if (at !== -1) {
      circles.push(open.slice(at));
      return;
    }
    for (const name of dependenciesOf(variable)) {
      const other = byName.get(name);
      if (other) visit(other, [...open, variable.name]);
    }
    if (done.has(variable.name)) return;
    done.add(variable.name);
    order.push(variable);
  };
  for (const variable of variables) visit(variable, []);
  return { order, circles };
}

/** The names of all variables whose choices change when one changes, near and far. */
export function dependentsOf(name: string, variables: readonly Variable[]): ReadonlySet<string> {
  const found = new Set<string>();
  const spread = (changed: string) => {
    for (const variable of variables)
      if (!found.has(variable.name) && variable.name !== name && dependenciesOf(variable).includes(changed)) {
        found.add(variable.name);
        spread(variable.name);
      }
  };
  spread(name);
  return found;
}
