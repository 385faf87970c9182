/** Choose a new password. */
import { changePassword, session } from '../../../schema/api.ts';
import { HttpError } from '../../httpError.ts';
import type { Route } from '../../route.ts';
import { setSessionCookie } from '../../sessionCookie.ts';
import { describeSession } from './session.ts';

export const password: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/session/password',
    role: 'none',
    beforePasswordChange: true,
    about: {
      ...{ group: 'Session', summary: 'Choose a password; sets a new cookie' },
      ...{ body: changePassword, answer: session },
    },
    async handle({ request, reply, identity, client, deps }) {
      if (identity.kind === 'anonymous') {
        throw new HttpError(401, 'not-signed-in', 'Nobody is signed in, or the session has ended.');
      }
      if (identity.kind === 'token') {
        throw new HttpError(403, 'not-allowed', 'A token has no password to change.', {
          hint: 'Sign in with name and password.',
        });
      }
      const { current, next } = changePassword.parse(request.body);
      const { user, secret } = await deps.accounts.changePassword(identity, current, next, client);
      setSessionCookie(request, reply, secret);
      return describeSession(user, deps);
    },
  },
];
