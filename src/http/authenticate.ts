/** Finds out who asks: a bearer token, Basic auth, a session cookie, or nobody in particular. */
import type { FastifyRequest } from 'fastify';
import { AccountError } from '../accounts/accountError.ts';
import type { Client, Identity } from '../accounts/identity.ts';
import type { HttpDeps } from './deps.ts';
import { HttpError } from './httpError.ts';
import { SESSION_COOKIE } from './sessionCookie.ts';

/**
 * Credentials in the Authorization header must be right, whatever the anonymous visitor may do: who sends a
 * token wants to know that it has been revoked. A cookie that has ended is nobody.
 * @throws HttpError 401, AccountError
 */
export async function authenticate(
  request: FastifyRequest,
  client: Client,
  { accounts, settings }: HttpDeps,
): Promise<Identity> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [scheme, value = ''] = authorization.trim().split(/\s+/, 2);
    switch (scheme.toLowerCase()) {
      case 'bearer':
        return identifyToken(value);
      case 'basic':
        return identifyBasic(value);
      default:
        throw notAccepted(
          `The authorization scheme "${scheme.slice(0, 20)}" is not one of Bearer and Basic.`,
        );
    }
  }
  const secret = request.cookies[SESSION_COOKIE];
  const user = secret === undefined ? null : accounts.userOfSession(secret, client);
  return user ?? { kind: 'anonymous', role: settings.anonymous };

  function identifyToken(secret: string): Identity {
    const token = accounts.tokens.identify(secret);
    if (token === null) throw notAccepted('This token is unknown or has been revoked.');
    return token;
  }

  /** `name:password`, or any name with a token as the password, for clients that only know Basic. */
  async function identifyBasic(base64: string): Promise<Identity> {
    const text = Buffer.from(base64, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon < 0) throw notAccepted('The Basic authorization is not "name:password" in base64.');
    const [name, password] = [text.slice(0, colon), text.slice(colon + 1)];
    const token = accounts.tokens.identify(password);
    if (token !== null) return token;
    if (name.length > 100 || password.length > 1000) throw notAccepted('The name or the password is wrong.');
    return accounts.checkPassword(name, password, client);
  }
}

/** As `authenticate`, for asking again later: null when the caller would be refused now. */
export async function authenticateAgain(
  request: FastifyRequest,
  client: Client,
  deps: HttpDeps,
): Promise<Identity | null> {
  try {
    return await authenticate(request, client, deps);
  } catch (error) {
    if (error instanceof HttpError || error instanceof AccountError) return null;
    throw error;
  }
}

function notAccepted(message: string): HttpError {
  return new HttpError(401, 'not-signed-in', message);
}
