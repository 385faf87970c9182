/** The HTTP server: the web app, Graphite's API and Plumbago's own, with sign-in and limits for all of them. */
import { randomBytes } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import fastifyFormbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Client, Identity } from '../accounts/identity.ts';
import { type MissingRemote, missingText } from '../federation/missingRemotes.ts';
import { authorize, mayAskForPassword } from './authorize.ts';
import { clientOf } from './client.ts';
import type { HttpDeps } from './deps.ts';
import { answerOf, errorText } from './errorAnswer.ts';
import { Queries } from './queries/queries.ts';
import { PARTIAL_HEADER, readView } from './readView.ts';
import { CallerLeft, requestSignal, untilAborted } from './requestSignal.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes/index.ts';
import { SECURITY_HEADERS } from './securityHeaders.ts';
import { answerUnreadable } from './unreadableRequest.ts';
import { serveWebApp } from './webApp.ts';

/** A request's body; the longest are dashboards' worth of targets. More is refused with 413. */
const BODY_BYTES = 4 * 2 ** 20;
/** Request line and headers: Graphite's clients put long targets into the URL. */
const HEADER_BYTES = 64 * 2 ** 10;
/** For a whole request to come in; a slow trickle holds a connection no longer than this. */
const RECEIVE_MS = 30_000;
/** Longer than the 60 s that proxies usually keep an idle connection, so that they close it, not we. */
const KEEP_ALIVE_MS = 65_000;

/** Their length depends on the caller or on the work asked for, and is no measure of the server. */
const LONG_LIVED = new Set(ROUTES.filter(({ longLived }) => longLived).map(({ path }) => path));

/** Builds the server with all its routes. It does not listen yet; `close` ends live streams and running work. */
export async function createHttpServer(deps: HttpDeps): Promise<FastifyInstance> {
  const closing = new AbortController();
  const queries = new Queries(deps);
  // Numbers of requests that differ from one start of the program to the next; random bytes for each would cost more.
  const run = randomBytes(3).toString('hex');
  let requests = 0;
  const server = fastify({
    logger: false,
    bodyLimit: BODY_BYTES,
    requestTimeout: RECEIVE_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    forceCloseConnections: 'idle',
    http: { maxHeaderSize: HEADER_BYTES, headersTimeout: RECEIVE_MS, connectionsCheckingInterval: 5000 },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4096 },
    requestIdHeader: false,
    genReqId: () => `${run}-${(++requests).toString(36)}`,
    frameworkErrors: (error, request, reply) => sendError(error, request, reply, null),
    clientErrorHandler: answerUnreadable,
  });
  await server.register(fastifyCookie);
  await server.register(fastifyFormbody, { bodyLimit: BODY_BYTES });

  // Hooks that wait for nothing call on: a promise for each, in every request, costs more than what they do.
  server.addHook('onRequest', (_request, reply, next) => {
    reply.headers(SECURITY_HEADERS);
    next();
  });
  server.addHook('onResponse', (request, reply, next) => {
    const {
      method,
      routeOptions: { url },
    } = request;
    queries.answered(request, reply.statusCode, Number(reply.getHeader('content-length') ?? 0));
    const seconds = LONG_LIVED.has(url ?? '') ? null : reply.elapsedTime / 1000;
    deps.program.requests.add(method, url ?? '(none)', reply.statusCode, seconds);
    next();
  });
  server.addHook('preClose', async () => closing.abort());
  server.setErrorHandler((error, request, reply) => sendError(error, request, reply, null));

  for (const route of ROUTES) addRoute(route);
  await serveWebApp(server, deps.settings);
  return server;

  function addRoute(route: Route): void {
    // Kept beside the request, rather than on it, between the hook that finds it out and the handler.
    const callers = new WeakMap<FastifyRequest, { client: Client; identity: Identity }>();
    const missingOf = new WeakMap<FastifyRequest, () => MissingRemote[]>();
    server.route({
      method: route.method,
      url: route.path,
      ...(route.bodyBytes === undefined ? {} : { bodyLimit: route.bodyBytes }),
      onRequest: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        if (route.jsonBody) request.raw.headers['content-type'] = 'application/json';
        const client = clientOf(request.raw, deps.settings.hostname);
        callers.set(request, { client, identity: await authorize(request, route, client, deps) });
      },
      handler: async (request, reply) => {
        const { client, identity } = callers.get(request)!;
        const timeoutMs = route.longLived ? null : deps.settings.requestTimeoutMs;
        const { signal, done } = requestSignal(reply.raw, closing.signal, timeoutMs);
        const view = readView(request, deps, signal);
        const missing = () => view.missing.list();
        missingOf.set(request, missing);
        try {
          const { store } = view;
          const call = { request, reply, client, identity, deps, queries, store, missing, signal };
          if (route.evaluates) queries.asked(call);
          const work = Promise.resolve(route.handle(call));
          const answer = await (route.longLived ? work : untilAborted(work, signal));
          return answer === undefined ? reply : answer;
        } finally {
          view.close();
          done();
        }
      },
      onSend: (request, reply, payload, next) => {
        const missing = missingOf.get(request)?.() ?? [];
        if (missing.length > 0) reply.header(PARTIAL_HEADER, missingText(missing));
        next(null, payload);
      },
      errorHandler: (error, request, reply) => sendError(error, request, reply, route),
    });
  }

  function sendError(
    error: unknown,
    request: FastifyRequest,
    reply: FastifyReply,
    route: Route | null,
  ): void {
    const answer = answerOf(error, request.id);
    if (answer.internal && !(error instanceof CallerLeft)) {
      const { method, routeOptions, id } = request;
      deps.log.error('request failed', { method, path: routeOptions.url ?? '', request: id, err: error });
    }
    reply
      .code(answer.status)
      .headers({ ...SECURITY_HEADERS, 'cache-control': 'no-store', ...answer.headers });
    if (answer.internal) reply.header('x-request-id', request.id);
    if (answer.status === 401 && route !== null && mayAskForPassword(request, route)) {
      reply.header('www-authenticate', 'Basic realm="Plumbago", charset="UTF-8"');
    }
    const asText = route?.graphite && !request.headers.accept?.includes('application/json');
    if (asText) reply.type('text/plain; charset=utf-8').send(errorText(answer.error));
    else reply.type('application/json; charset=utf-8').send({ error: answer.error });
  }
}
