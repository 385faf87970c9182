import type { FastifyReply } from 'fastify';

/** Sends JSON, indented when a person asks for it with `pretty=1`. */
export function sendJson(reply: FastifyReply, value: unknown, pretty: boolean): FastifyReply {
  return reply.type('application/json').send(JSON.stringify(value, null, pretty ? 2 : undefined));
}
