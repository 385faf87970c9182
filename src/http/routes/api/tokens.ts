/** API tokens: list, make, revoke. */
import { createToken, tokenCreated, tokensAnswer } from '../../../schema/api.ts';
import { HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';

export const tokens: readonly Route[] = [
  {
    method: 'GET',
    path: '/api/tokens',
    role: 'admin',
    about: { group: 'Tokens', summary: 'All API tokens', answer: tokensAnswer },
    handle: ({ deps }) => ({ tokens: deps.accounts.tokens.list() }),
  },
  {
    method: 'POST',
    path: '/api/tokens',
    role: 'admin',
    about: {
      ...{ group: 'Tokens', summary: 'Make a token', body: createToken, answer: tokenCreated },
      description: 'The secret is shown this once.',
    },
    handle: ({ request, deps }) => deps.accounts.tokens.create(createToken.parse(request.body)),
  },
  {
    method: 'DELETE',
    path: '/api/tokens/:id',
    role: 'admin',
    about: { group: 'Tokens', summary: 'Revoke a token', answer: null },
    handle({ request, reply, deps }) {
      const { id } = request.params as { id: string };
      if (!/^\d{1,15}$/.test(id) || !deps.accounts.tokens.revoke(Number(id))) {
        throw new HttpError(404, 'not-found', `There is no token ${id.slice(0, 20)}.`, {
          hint: 'It may have been revoked already.',
        });
      }
      return reply.code(204).send();
    },
  },
];
