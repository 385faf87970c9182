/** `plumbago doctor`: checks all files that points are kept in, and repairs them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataFolder } from '../storage/dataFolderLock.ts';
import { type DoctorReport, examine } from '../storage/native/doctor/doctor.ts';
import { DoctorRefusal, type Finding } from '../storage/native/doctor/finding.ts';
import type { Command, CommandIo } from './command.ts';
import { CommandFailure, explainFailure } from './commandFailure.ts';
import { dataFolder } from './dataFolder.ts';
import { sizeText } from './metrics/subCommand.ts';
import { parseFlags } from './parseFlags.ts';
import { UsageError } from './usageError.ts';

/** Where the engine's files lie in the data folder. */
const POINTS = 'native';

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'check all files that points are kept in, and repair them',
  usage: 'doctor [--repair] [--data-dir DIR] [--json]',
  async run(argv, io) {
    try {
      if (argv.includes('--help') || argv.includes('-h')) {
        io.stdout.write(HELP);
        return 0;
      }
      return await doctor(argv, io);
    } catch (error) {
      return explainFailure('doctor', error, io);
    }
  },
};

async function doctor(argv: string[], io: CommandIo): Promise<number> {
  const flags = parseFlags(argv, { values: ['data-dir'], switches: ['repair', 'json'] });
  if (flags.positionals.length > 0)
    throw new UsageError(`"${flags.positionals[0]}" is one argument too many`);
  const data = dataFolder(flags.value('data-dir'), io);
  if (!existsSync(data))
    throw new UsageError(`there is no folder ${data}; name the server's folder with --data-dir DIR`);
  const lock = await lockDataFolder(data).catch((error: Error) => {
    throw new CommandFailure(error.message, { cause: error });
  });
  try {
    const repair = flags.has('repair');
    const folder = join(data, POINTS);
    const report = look(folder, repair);
    // Seeing is believing: what a repair has made is checked like anything else.
    const left = repair && report.findings.length > 0 ? look(folder, false).findings : report.findings;
    const quarantine = report.quarantine === null ? null : join(folder, report.quarantine);
    if (flags.has('json'))
      io.stdout.write(`${JSON.stringify({ ...report, quarantine, repaired: repair, left }, null, 2)}\n`);
    else io.stdout.write(reportText(report, folder, repair, left, quarantine));
    return left.length === 0 ? 0 : 1;
  } finally {
    await lock.release();
  }
}

function look(folder: string, repair: boolean): DoctorReport {
  try {
    return examine(folder, { repair, nowSeconds: Math.floor(Date.now() / 1000) });
  } catch (error) {
    if (error instanceof DoctorRefusal) throw new CommandFailure(error.message, { cause: error });
    throw error;
  }
}

function reportText(
  report: DoctorReport,
  folder: string,
  repair: boolean,
  left: readonly Finding[],
  quarantine: string | null,
): string {
  const { findings, notes, series, blocks, chunks, bytes, logPoints } = report;
  const count = (number: number, what: string): string =>
    `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
  const lines = [
    `${folder}: ${series.toLocaleString('en')} series; ${count(chunks, 'chunk')} in ${count(blocks, 'block')}, ${sizeText(bytes)}; ${count(logPoints, 'point')} in the log.`,
    '',
  ];
  for (const finding of findings) lines.push(...findingLines(finding, repair), '');
  if (notes.length > 0) {
    lines.push('Harmless:', ...notes.map(({ file, text }) => `  ${file} ${text}`), '');
  }
  if (findings.length === 0) lines.push('All is well.');
  else if (!repair) {
    lines.push(
      `${count(findings.length, 'finding')}. "plumbago doctor --repair" does what stands beside "repair"; it deletes nothing.`,
    );
  } else if (left.length === 0) {
    lines.push(
      `${count(findings.length, 'finding')}, all repaired; a second check finds nothing.${quarantine === null ? '' : ` What was taken out is in ${quarantine}.`}`,
    );
  } else {
    lines.push(
      `After the repair ${count(left.length, 'finding')} ${left.length === 1 ? 'is' : 'are'} left:`,
      '',
    );
    for (const finding of left) lines.push(...findingLines(finding, false), '');
  }
  return `${lines.join('\n')}\n`;
}

function findingLines({ file, problem, meaning, repair }: Finding, done: boolean): string[] {
  return [`${file} ${problem}`, `  means    ${meaning}`, `  ${done ? 'repaired' : 'repair  '} ${repair}`];
}

const HELP = `Usage: plumbago ${doctorCommand.usage}

Reads every byte that points are kept in (the folder native/ in PLUMBAGO_DATA_DIR, or ./data) and tells what is damaged, what
that means, and what would be done about it. No server may run on the folder.

  --repair    do it; whatever is taken out is kept in native/quarantine/, nothing is deleted
  --json      the same for programs

Exit status: 0 when all is well (again), 1 when something was found, 2 when the call was wrong.
`;
