import { calculations } from '../../../src/view/calculations.ts';
import { transformations } from '../../../src/view/transformations/index.ts';
import { unitGroups } from '../../../src/view/units/catalogue.ts';
import { fieldGroups } from './fieldGroups.ts';
import { panelTypes } from './index.ts';
import type { OptionField, OptionGroup } from './optionFields.ts';

/** docs/panels.md, made of what the editor offers (`node scripts/generatePanelDocs.ts` writes it). */
export function panelsPage(): string {
  return `${[
    '# Panels',
    '',
    'Every type of panel with its options, as the editor offers them and as they stand in a [dashboard](dashboards.md): options below `options`, settings of fields',
    'below `field`, or below `set` of an override. What is left out has its default. This page is written from the code.',
    '',
    ...panelTypes.flatMap(({ type, label, summary, options, fieldGroups: groups }) => [
      `## ${label}`,
      '',
      `\`"type": "${type}"\`. ${summary}`,
      '',
      ...tableOf(options),
      groups.length === 0
        ? 'Settings of fields: none.'
        : `Settings of fields: ${groups.map((name) => fieldGroups[name].title.toLowerCase()).join(', ')}.`,
      '',
    ]),
    '## Settings of fields',
    '',
    'Which of them a type of panel has a use for stands with the type.',
    '',
    ...tableOf(Object.values(fieldGroups)),
    '## Transformations',
    '',
    'What may be done with the answers of the queries before they are shown, one step after the other.',
    '',
    '| kind | | |',
    '| --- | --- | --- |',
    ...transformations.map(({ kind, label, summary }) => row(`\`${kind}\``, label, summary)),
    '',
    '## Calculations',
    '',
    'How many values become one, in legends, stats, tables and transformations.',
    '',
    '| | | |',
    '| --- | --- | --- |',
    ...calculations.map(({ id, label, summary }) => row(`\`${id}\``, label, summary)),
    '',
    '## Units',
    '',
    "The ids are Grafana's. One's own: `suffix:TEXT`, `prefix:TEXT`, `si:TEXT`, `count:TEXT`, `currency:TEXT`, `time:FORMAT`, `bool:YES/NO`.",
    '',
    '| | |',
    '| --- | --- |',
    ...unitGroups.map(({ title, units }) =>
      row(title, units.map(({ id, label }) => `\`${id}\` ${label}`).join('; ')),
    ),
    '',
  ].join('\n')}`;
}

function tableOf(groups: readonly OptionGroup[]): string[] {
  const rows = groups.flatMap(({ title, fields }) =>
    fields.map((field) => row(title, `\`${field.path}\``, field.label, valuesOf(field), field.help ?? '')),
  );
  return rows.length === 0
    ? []
    : [
        '| group | member | name | values, the default first | |',
        '| --- | --- | --- | --- | --- |',
        ...rows,
        '',
      ];
}

/** What may stand there, the default first where there is one. */
function valuesOf(field: OptionField): string {
  switch (field.kind) {
    case 'choice':
    case 'choices': {
      const start = field.default;
      const values = field.choices
        .map(({ value }) => value)
        .toSorted((a, b) => Number(b === start) - Number(a === start));
      return values.map((value) => `\`${value}\``).join(', ');
    }
    case 'switch':
      return field.default === true ? '`true`, `false`' : '`false`, `true`';
    case 'number':
      return `number${field.min === undefined && field.max === undefined ? '' : ` ${field.min ?? ''}–${field.max ?? ''}`}${field.suffix === undefined ? '' : ` ${field.suffix}`}${field.placeholder === undefined ? '' : ` (${field.placeholder})`}`;
    case 'text':
      return field.placeholder === undefined ? 'text' : `text (${field.placeholder})`;
    default:
      return field.kind.replace('-', ' ');
  }
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}
