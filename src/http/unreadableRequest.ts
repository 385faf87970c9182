/** Answers to what is not HTTP, is too long, or does not come in, before there is any request to speak of. */
import type { Socket } from 'node:net';

const ANSWERS: Readonly<Record<string, readonly [status: string, code: string, message: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'too-large',
    'The URL and the headers are too long. Send long targets in the body of a POST.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'too-slow', 'The request did not come in in time.'],
};
const OTHER = ['400 Bad Request', 'bad-request', 'This is not an HTTP request that can be read.'] as const;

export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  // ECONNRESET and a half-closed socket: nobody is there to read an answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, message] = ANSWERS[error.code ?? ''] ?? OTHER;
  const body = JSON.stringify({ error: { code, message } });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
