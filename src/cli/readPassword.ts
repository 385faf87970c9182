/** Asks for a password without showing it, or takes the first line of what is piped in. */
import type { ReadStream } from 'node:tty';
import type { CommandIo } from './command.ts';
import { UsageError } from './usageError.ts';

const MAX_LENGTH = 1000;

/** On a terminal it asks twice. @throws UsageError when nothing comes, the two differ, or Ctrl-C is pressed. */
export async function readPassword(io: CommandIo, prompt: string): Promise<string> {
  const terminal = asTerminal(io.stdin);
  if (terminal === null) return readFirstLine(io.stdin);
  const first = await ask(terminal, io, prompt);
  if (first !== (await ask(terminal, io, 'Once more: '))) throw new UsageError('the two are not the same');
  return first;
}

function asTerminal(stdin: NodeJS.ReadableStream): ReadStream | null {
  const terminal = stdin as ReadStream;
  return terminal.isTTY && typeof terminal.setRawMode === 'function' ? terminal : null;
}

async function readFirstLine(stdin: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  stdin.setEncoding('utf8');
  for await (const chunk of stdin) {
    text += chunk;
    if (text.includes('\n') || text.length > MAX_LENGTH) break;
  }
  const line = text.split(/\r?\n/, 1)[0];
  if (line === '') throw new UsageError('no password came in; pipe one line into it');
  if (line.length > MAX_LENGTH) throw new UsageError(`a password has at most ${MAX_LENGTH} characters`);
  return line;
}

/** In raw mode the terminal shows nothing of what is typed, so the keys that edit a line are handled here. */
function ask(terminal: ReadStream, io: CommandIo, prompt: string): Promise<string> {
  io.stderr.write(prompt);
  terminal.setEncoding('utf8');
  terminal.setRawMode(true);
  terminal.resume();
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const finish = () => {
      terminal.off('data', onData);
      terminal.setRawMode(false);
      terminal.pause();
      io.stderr.write('\n');
    };
    const onData = (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n' || key === '\u0004') {
          finish();
          resolve(typed.join(''));
          return;
        }
        if (key === '\u0003') {
          finish();
          reject(new UsageError('cancelled; nothing was changed'));
          return;
        }
        if (key === '\u007f' || key === '\b') typed.pop();
        else if (key === '\u0015') typed = [];
        else if (key >= ' ') typed.push(key);
      }
    };
    terminal.on('data', onData);
  });
}
