import type { Variable } from '../../schema/dashboard.ts';
import type { VariableValuesAnswer, VariableValuesRequest } from '../../schema/dashboards.ts';
import type { VariableValues } from '../../view/variables/interpolate.ts';
import { type ResolvedVariables, type ResolveInput, resolveVariables } from '../../view/variables/resolve.ts';
import { isShown } from '../../view/variables/shownValue.ts';
import { type PictureWorld, wordsOf } from './pictureWorld.ts';

/** More than this are no names of a title. */
const MOST_NAMED = 4;

export interface PageVariables extends Pick<ResolvedVariables, 'values'> {
  /** Such as `Host: web01, web02`, of those that somebody may choose. */
  readonly chosen: readonly string[];
  /** Why the choices of a variable are not known, as sentences. */
  readonly problems: readonly string[];
}

const NO_CHOICES: VariableValuesAnswer = { options: [], truncated: false, total: 0 };

/** The variables of a dashboard, asking for their choices in the order in which they need each other. */
export async function pageVariables(
  input: Omit<ResolveInput, 'known'>,
  world: Pick<PictureWorld, 'choices' | 'signal'>,
): Promise<PageVariables> {
  const known = new Map<string, VariableValuesAnswer>();
  const problems: string[] = [];
  const keyOf = (request: VariableValuesRequest) => JSON.stringify(request);
  for (;;) {
    const resolved = resolveVariables({ ...input, known: (request) => known.get(keyOf(request)) });
    const open = resolved.states.flatMap(({ variable, request }) =>
      request && !known.has(keyOf(request)) ? [{ variable, request }] : [],
    );
    if (open.length === 0) {
      const chosen = resolved.states.flatMap(({ variable }) => wordsOfChoice(variable, resolved.values));
      return { values: resolved.values, chosen, problems };
    }
    await Promise.all(
      open.map(async ({ variable, request }) => {
        const answer = await world.choices(request).catch((error: unknown) => {
          problems.push(
            `The choices of "${variable.label ?? variable.name}" are not known: ${wordsOf(error, world)}`,
          );
          return NO_CHOICES;
        });
        known.set(keyOf(request), answer);
      }),
    );
  }
}

function wordsOfChoice(variable: Variable, values: VariableValues): string[] {
  if (variable.hide === 'variable' || variable.type === 'constant') return [];
  const shown = values.get(variable.name);
  if (shown === undefined) return [];
  const text = isShown(shown) ? (shown.text ?? shown.value) : shown;
  const list = (typeof text === 'string' ? [text] : text).filter((one) => one !== '');
  if (list.length === 0) return [];
  const named = list.slice(0, MOST_NAMED).join(', ');
  const more = list.length > MOST_NAMED ? ` and ${list.length - MOST_NAMED} more` : '';
  return [`${variable.label ?? variable.name}: ${named}${more}`];
}
