/** Graphite's `/functions`: what may be written in a target, for query editors. */
import { functions as table } from '../../../query/functions/index.ts';
import { functionAnswer, functionsAnswer } from '../../../query/registry/functionsAnswer.ts';
import { functionInfo, functionList } from '../../../schema/graphite.ts';
import { prettyWords } from '../../commonParameters.ts';
import { graphiteParameters } from '../../graphiteParameters.ts';
import { HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';
import { sendJson } from '../../sendJson.ts';

const shared = { method: 'GET', role: 'viewer', graphite: true } as const;

export const functions: readonly Route[] = [
  {
    ...shared,
    path: '/functions',
    about: {
      ...{ group: 'Graphite: server', summary: 'The functions that targets may use', answer: functionList },
      query: { group: 'Only those of this group', grouped: '1: by group and name', ...prettyWords },
    },
    handle({ request, reply }) {
      const parameters = graphiteParameters(request);
      const grouped = parameters.flag('grouped');
      const group = parameters.last('group');
      const answer = functionsAnswer(table, { grouped, ...(group === undefined ? {} : { group }) });
      return sendJson(reply, answer, parameters.flag('pretty'));
    },
  },
  {
    ...shared,
    path: '/functions/:name',
    about: { group: 'Graphite: server', summary: 'One function', query: prettyWords, answer: functionInfo },
    handle({ request, reply }) {
      const { name } = request.params as { name: string };
      const found = functionAnswer(table, name);
      if (found === undefined) {
        throw new HttpError(404, 'not-found', `There is no function "${name.slice(0, 100)}".`, {
          hint: 'GET /functions lists them all.',
        });
      }
      return sendJson(reply, found, graphiteParameters(request).flag('pretty'));
    },
  },
];
