/** The cookie that carries a session's secret. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DEFAULT_SESSION_LIMITS } from '../accounts/sessions.ts';
import { isHttps } from './client.ts';

export const SESSION_COOKIE = 'plumbago_session';

/** Scripts can't read it, and other sites' pages can't send it along except by a plain link. */
function attributes(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(request.raw) } as const;
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, secret: string): void {
  // The browser may keep it as long as a session can last; when it has ended is for the database to say.
  reply.setCookie(SESSION_COOKIE, secret, {
    ...attributes(request),
    maxAge: DEFAULT_SESSION_LIMITS.absoluteSeconds,
  });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(SESSION_COOKIE, attributes(request));
}
