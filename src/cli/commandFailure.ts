/** What a command says when it ends with an error that people can do something about. */
import { ZodError } from 'zod';
import { AccountError } from '../accounts/accountError.ts';
import { NewerDatabaseError } from '../metadata/migrate.ts';
import type { CommandIo } from './command.ts';
import { UsageError } from './usageError.ts';

/** A command did not do what it was told; the text says why and what to do. */
export class CommandFailure extends Error {
  override name = 'CommandFailure';
}

/** Writes one line to stderr and returns the exit status. @throws what is a mistake of the program itself */
export function explainFailure(command: string, error: unknown, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.stderr.write(`plumbago ${command}: ${error.message}\nSee "plumbago ${command} --help".\n`);
    return 2;
  }
  if (error instanceof AccountError) {
    const hint = error.hint === undefined ? '' : ` ${error.hint}`;
    io.stderr.write(`plumbago ${command}: ${error.message}${hint}\n`);
    return 1;
  }
  if (error instanceof ZodError) {
    const version = 'is it of another version, or no Plumbago at all?';
    io.stderr.write(`plumbago ${command}: the server's answer can't be understood; ${version}\n`);
    return 1;
  }
  const fromSystem = error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
  if (error instanceof CommandFailure || error instanceof NewerDatabaseError || fromSystem) {
    io.stderr.write(`plumbago ${command}: ${(error as Error).message}\n`);
    return 1;
  }
  throw error;
}
