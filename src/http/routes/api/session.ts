/** Who am I, sign in, sign out. */
import type { Identity } from '../../../accounts/identity.ts';
import { type Session, session as sessionAnswer, signIn } from '../../../schema/api.ts';
import type { HttpDeps } from '../../deps.ts';
import type { Route } from '../../route.ts';
import { clearSessionCookie, SESSION_COOKIE, setSessionCookie } from '../../sessionCookie.ts';

const everybody = { path: '/api/session', role: 'none', beforePasswordChange: true } as const;

export const session: readonly Route[] = [
  {
    ...everybody,
    method: 'GET',
    about: { group: 'Session', summary: 'Who am I, and what may I do', answer: sessionAnswer },
    handle: ({ identity, deps }) => describeSession(identity, deps),
  },
  {
    ...everybody,
    method: 'POST',
    about: { group: 'Session', summary: 'Sign in; sets a cookie', body: signIn, answer: sessionAnswer },
    async handle({ request, reply, client, deps }) {
      const { name, password } = signIn.parse(request.body);
      const { user, secret } = await deps.accounts.signIn(name, password, client);
      const before = request.cookies[SESSION_COOKIE];
      if (before !== undefined) deps.accounts.signOut(before);
      setSessionCookie(request, reply, secret);
      return describeSession(user, deps);
    },
  },
  {
    ...everybody,
    method: 'DELETE',
    about: { group: 'Session', summary: 'Sign out', answer: sessionAnswer },
    handle({ request, reply, deps }) {
      const secret = request.cookies[SESSION_COOKIE];
      if (secret !== undefined) deps.accounts.signOut(secret);
      clearSessionCookie(request, reply);
      return describeSession({ kind: 'anonymous', role: deps.settings.anonymous }, deps);
    },
  },
];

export function describeSession(identity: Identity, { accounts, settings }: HttpDeps): Session {
  const isUser = identity.kind === 'user';
  return {
    user: isUser ? { name: identity.name, role: identity.role } : null,
    role: identity.role,
    mustChangePassword: isUser && identity.mustChangePassword,
    firstUse: accounts.firstUse(),
    version: settings.version,
    hostname: settings.hostname,
  };
}
