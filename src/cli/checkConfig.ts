import type { CheckedSettings } from '../config/settings.ts';
import { checkSettings, SettingsError, wantsHelp } from '../config/settings.ts';
import { flagsHelp } from '../config/settingsText.ts';
import { loadSchemaOf } from '../config/storageSchemas.ts';
import type { Command } from './command.ts';
import { readSettingsFile } from './readSettingsFile.ts';

/** `plumbago check-config`: what `serve` would run with if it were started in the same way. */
export const checkConfig: Command = {
  name: 'check-config',
  summary: 'print every setting and where it came from, and check all files of settings',
  usage: 'check-config [FLAGS OF serve]',
  async run(argv, io) {
    if (wantsHelp(argv)) {
      io.stdout.write(`Usage: plumbago ${checkConfig.usage}\n\n${flagsHelp()}`);
      return 0;
    }
    const checked = checkSettings({ argv, env: io.env, readFile: readSettingsFile, cwd: io.cwd });
    io.stdout.write(settingsTable(checked));
    const problems = [...checked.problems, ...schemaProblems(checked)];
    for (const warning of checked.warnings) io.stderr.write(`warning: ${warning}\n`);
    for (const problem of problems) io.stderr.write(`error: ${problem}\n`);
    if (problems.length === 0) io.stdout.write('\nAll settings are usable.\n');
    return problems.length === 0 ? 0 : 1;
  },
};

function settingsTable({ entries }: CheckedSettings): string {
  const keyWidth = Math.max(...entries.map(({ key }) => key.length));
  const textWidth = Math.min(40, Math.max(...entries.map(({ text }) => text.length)));
  return entries
    .map(({ key, text, source }) => `${key.padEnd(keyWidth)}  ${text.padEnd(textWidth)}  ${source}\n`)
    .join('');
}

/** The .conf files are checked even while other settings are wrong. */
function schemaProblems({ files }: CheckedSettings): readonly string[] {
  try {
    loadSchemaOf(files, readSettingsFile);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}
