/** Decides before a request's body is read whether its caller may make it. */
import type { FastifyRequest } from 'fastify';
import type { Client, Identity } from '../accounts/identity.ts';
import { roleAtLeast } from '../accounts/roles.ts';
import { authenticate } from './authenticate.ts';
import { refuseCrossSite } from './crossSite.ts';
import type { HttpDeps } from './deps.ts';
import { HttpError } from './httpError.ts';
import type { Route } from './route.ts';

/** @throws HttpError 401 or 403, AccountError */
export async function authorize(
  request: FastifyRequest,
  route: Route,
  client: Client,
  deps: HttpDeps,
): Promise<Identity> {
  if (route.unauthenticated) return { kind: 'anonymous', role: 'none' };
  if (route.method !== 'GET' && !route.readsOnly) refuseCrossSite(request.raw);
  const identity = await authenticate(request, client, deps);
  if (identity.kind === 'user' && identity.mustChangePassword && !route.beforePasswordChange) {
    throw new HttpError(
      403,
      'must-change-password',
      'The first password is only good for choosing another.',
      {
        hint: 'Choose a password on the sign-in page, or with POST /api/session/password.',
      },
    );
  }
  if (roleAtLeast(identity.role, route.role)) return identity;
  if (identity.kind === 'anonymous') {
    throw new HttpError(401, 'not-signed-in', 'Nobody is signed in, or the session has ended.', {
      hint: 'Sign in, or send "Authorization: Bearer TOKEN" or Basic credentials.',
    });
  }
  const who = identity.kind === 'user' ? `"${identity.name}"` : `The token "${identity.name}"`;
  throw new HttpError(403, 'not-allowed', `${who} is ${identity.role}; this needs ${route.role}.`, {
    hint: 'Ask an administrator.',
  });
}

/**
 * A browser that was pointed straight at one of Graphite's endpoints may ask its user for a password. A page's
 * own requests must not make that dialog appear: they handle 401 themselves.
 */
export function mayAskForPassword(request: FastifyRequest, route: Route): boolean {
  const { cookie, 'x-requested-with': by, 'sec-fetch-mode': mode } = request.headers;
  return (
    Boolean(route.graphite) && cookie === undefined && by === undefined && (mode ?? 'navigate') === 'navigate'
  );
}
