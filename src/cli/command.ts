/** What a command of the program may touch; tests hand in their own. */
export interface CommandIo {
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; relative paths start here. */
  readonly cwd: string;
}

/** One command of the program, such as `plumbago check-config`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** How it is called, without the program's name: `check-config [FLAGS]`. */
  readonly usage: string;
  /**
   * @param argv the arguments after the command's name
   * @returns the exit status: 0 when all is well, 1 when the work failed, 2 when the call itself was wrong
   */
  run(argv: string[], io: CommandIo): Promise<number>;
}
