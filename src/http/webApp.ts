/** Serves the built web app, and answers for everything that no route knows. */
import { basename, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HttpSettings } from './deps.ts';
import { contentPolicy } from './securityHeaders.ts';

/** What belongs to programs: a wrong address there is an error, never a page. */
const ENDPOINTS = /^\/(api|render|functions|version|health|metrics|tags|events)(\/|$)/;
/** Pages made to be shown inside of others. */
const EMBEDDED = /^\/embed\//;
/** Vite puts a hash of the contents into the names of these, so they never change. */
const HASHED = `${sep}assets${sep}`;

/** `webRoot` is null when the web app has not been built: then there is a page that says so. */
export async function serveWebApp(
  server: FastifyInstance,
  { webRoot, embedFrom }: Pick<HttpSettings, 'webRoot' | 'embedFrom'>,
): Promise<void> {
  if (webRoot !== null) {
    await server.register(fastifyStatic, {
      root: webRoot,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        reply.header(
          'cache-control',
          path.includes(HASHED) ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) return sendNotFound(request, reply);
    if (EMBEDDED.test(request.url)) {
      reply.header('content-security-policy', contentPolicy(`'self' ${embedFrom ?? ''}`.trim()));
    }
    if (webRoot === null) return reply.type('text/html; charset=utf-8').send(NOT_BUILT);
    return reply.sendFile('index.html');
  });
}

/** A person opening a page, whose address only the web app knows. */
function isNavigation({ method, headers, url }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0];
  if (method !== 'GET' && method !== 'HEAD') return false;
  // Host names have dots, so /hosts/web01.example.com is a page; a file that is missing is asked for otherwise.
  return (
    Boolean(headers.accept?.includes('text/html')) && !ENDPOINTS.test(path) && basename(path) !== 'index.html'
  );
}

function sendNotFound({ method, url }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = url.split('?', 1)[0].slice(0, 200);
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .send({ error: { code: 'not-found', message: `There is nothing that answers ${method} ${path}.` } });
}

const NOT_BUILT = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Plumbago</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 20vh auto; padding: 0 1rem }</style>
<h1>The web app has not been built</h1>
<p>The server runs and its API answers. Run <code>npm run build</code> in the program's folder and start it again.</p>
</html>
`;
