/** The settings described for people: the flags of `--help` and docs/configuration.md, both from the declaration. */
import type { NamedSetting } from './serveSettings.ts';
import { NAMED_SETTINGS } from './serveSettings.ts';

/** The flags, one paragraph each, for `plumbago serve --help`. */
export function flagsHelp(width = 100): string {
  const lines: string[] = [];
  const column = 30;
  for (const named of NAMED_SETTINGS.filter((candidate) => candidate.flag !== null)) {
    const about =
      named.setting.notYet === null ? named.setting.about : `${named.setting.about} Not in this version.`;
    const wrapped = wrap(`${about}${defaultNote(named)}`, width - column);
    const flag = `  ${flagUsage(named)}`;
    if (flag.length >= column) lines.push(flag);
    wrapped.forEach((line, i) => {
      lines.push((i === 0 && flag.length < column ? flag : '').padEnd(column) + line);
    });
  }
  lines.push(`${'  --help'.padEnd(column)}This text.`);
  return `${lines.join('\n')}\n`;
}

/** The whole of docs/configuration.md. */
export function configurationPage(): string {
  const flags = NAMED_SETTINGS.filter((named) => named.flag !== null);
  const rest = NAMED_SETTINGS.filter((named) => named.flag === null);
  return `# Configuration

<!-- Written by scripts/generateConfigDocs.ts from src/config/serveSettings.ts: change it there and run the script. -->

Nothing needs to be configured: \`npm start\` runs with the defaults below.

A setting can stand in four places. Each overrides those before it:

1. the built-in default;
2. a TOML file: the one that \`--config FILE\` names (it must exist), else \`plumbago.toml\` in the data folder, else
   \`/etc/plumbago/plumbago.toml\`. Only one file is read. Relative paths in it start at the folder of the file;
3. an environment variable; an empty one counts as not set;
4. a flag, as \`--flag value\` or \`--flag=value\`; of several, the last. A switch such as \`--carbon-udp\` stands alone, and
   \`--no-carbon-udp\` turns it off (in the environment \`PLUMBAGO_CARBON_UDP=true\` or \`PLUMBAGO_NO_CARBON_UDP=true\`).

A flag or a key of the file that does not exist is an error that names the nearest one. An unknown environment
variable that begins with \`PLUMBAGO_\` is a warning, because other programs share the prefix.

\`plumbago check-config\` takes the same flags as \`plumbago serve\`, prints every value and where it came from, checks
carbon's two \`.conf\` files, and ends with status 1 when something is wrong.

## Flags

Each is also a key of the same name at the top of the TOML file, and an environment variable.

${table(flags, (named) => [code(flagUsage(named)), code(named.env)])}

\`[ADDR:]PORT\` is a port, or an address and a port; IPv6 addresses stand in brackets (\`[::1]:8080\`). Without an
address the one of \`--listen\` counts. Port \`0\` binds a free port, which \`--ready-file\` tells; \`off\` turns the listener off.

\`--listen\` is \`127.0.0.1\`, so nobody else can reach a new installation. To serve a network, write
\`--listen 0.0.0.0\` (or \`::\`), or give the one listener an address: \`--carbon 0.0.0.0:2003\`.

## File and environment only

${table(rest, (named) => [code(named.key), code(named.env)])}

Sizes are bytes, or numbers with a unit: \`"256 MiB"\`. Keys with a dot belong into a table of the TOML file:

\`\`\`toml
# plumbago.toml
carbon = "0.0.0.0:2003"
schemas = "storage-schemas.conf"      # beside this file
anonymous = "viewer"

[storage]
wal-sync = "always"

[ingest]
max-series = 1_000_000
\`\`\`
`;
}

function table(settings: readonly NamedSetting[], names: (named: NamedSetting) => [string, string]): string {
  const rows = settings.map((named) => {
    const [name, env] = names(named);
    const { about, notYet } = named.setting;
    const meaning =
      notYet === null
        ? about
        : `${about} Nothing listens for it in this version; asking for it is a warning.`;
    return `| ${name} | ${env} | ${code(defaultText(named))} | ${cell(meaning)} |`;
  });
  return ['| setting | environment | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** `--http [ADDR:]PORT`; a switch that is on by default is shown as what turns it off. */
function flagUsage({ flag, setting }: NamedSetting): string {
  if (setting.kind.placeholder !== '') return `${flag} ${setting.kind.placeholder}`;
  return setting.initial === true ? flag!.replace('--', '--no-') : flag!;
}

function defaultText({ setting }: NamedSetting): string {
  if (setting.initial === null) return setting.kind.placeholder === '[ADDR:]PORT' ? 'off' : 'none';
  return setting.kind.placeholder === ''
    ? setting.initial
      ? 'on'
      : 'off'
    : setting.kind.format(setting.initial);
}

function defaultNote(named: NamedSetting): string {
  const isSwitch = named.setting.kind.placeholder === '';
  return isSwitch || named.setting.initial === null ? '' : ` [${defaultText(named)}]`;
}

function code(text: string): string {
  return `\`${cell(text)}\``;
}

/** A bar would end the cell of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
