/** The reference pages that are written from the functions themselves: docs/functions.md and a table of docs/differences.md. */
import { bug } from '../bug.ts';
import type { CaseSeries, FunctionCase, GraphiteFunction, NamedParam } from './defineFunction.ts';
import type { FunctionTable } from './functionTable.ts';

const TABLE_START = '<!-- table of functions, written by scripts/generateFunctionDocs.ts -->';
const TABLE_END = '<!-- end of the table -->';

/** docs/functions.md: every function by group, its examples being the very cases that are tested. */
export function functionsPage(table: FunctionTable): string {
  const functions = distinct(table);
  const groups = [...new Set(functions.map(({ group }) => group))].sort();
  const sections = groups.map((group) => {
    const members = functions.filter((definition) => definition.group === group);
    return [`## ${group}`, ...members.map(functionSection)].join('\n\n');
  });
  return `# Functions

What a target may call. This page is written from the code (\`scripts/generateFunctionDocs.ts\`); each example is a
test that is run. In examples every list is the values of a series, one a minute unless said otherwise; \`-\` is an
absent value.

A target is a name (\`hosts.web1.cpu\`), a pattern (\`hosts.*.cpu\`, \`web[1-3]\`, \`{user,system}\`), or a function of
targets: \`scale(hosts.web1.load, 100)\`. A pipe puts what stands before it first: \`hosts.web1.load | scale(100)\` is
the same. Arguments may be given by name, after those without: \`movingAverage(a, 5, xFilesFactor=0.5)\`.

${sections.join('\n\n')}
`;
}

/** docs/differences.md with its table of functions brought up to date. */
export function withFunctionDifferences(page: string, table: FunctionTable): string {
  const start = page.indexOf(TABLE_START);
  const end = page.indexOf(TABLE_END);
  if (start < 0 || end < start) bug(`docs/differences.md lacks the lines ${TABLE_START} and ${TABLE_END}`);
  const rows = distinct(table).flatMap((definition) =>
    definition.cases.flatMap(({ call, differs }) =>
      differs === undefined ? [] : [`| \`${cell(call)}\` | ${cell(sentence(differs))} |`],
    ),
  );
  const lines = ['| Target | What graphite-web does |', '| --- | --- |', ...rows];
  return `${page.slice(0, start)}${TABLE_START}\n\n${lines.join('\n')}\n\n${page.slice(end)}`;
}

/** Functions without their aliases, by name. */
function distinct(table: FunctionTable): GraphiteFunction[] {
  return [...new Set(table.values())].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function functionSection(definition: GraphiteFunction): string {
  const { name, aliases, summary, description, params, cases } = definition;
  return [
    `### ${name}`,
    `\`${signature(name, params)}\`${aliases.length > 0 ? `, also \`${aliases.join('`, `')}\`` : ''}`,
    description === undefined ? summary : `${summary} ${description}`,
    ['| Parameter | Type | Meaning |', '| --- | --- | --- |', ...params.map(paramRow)].join('\n'),
    ...cases.map(exampleText),
  ].join('\n\n');
}

function signature(name: string, params: readonly NamedParam[]): string {
  const written = params.map((param) => {
    const text = param.multiple ? `${param.name}, …` : param.name;
    return param.required ? text : `[${text}]`;
  });
  return `${name}(${written.join(', ')})`;
}

function paramRow(param: NamedParam): string {
  const { name, type, description, required, default: value, options } = param;
  const extra = [
    ...(options === undefined ? [] : [`one of ${options.join(', ')}`]),
    ...(value === undefined ? [] : [`${String(value)} unless given`]),
  ];
  const meaning = [description, ...extra].join('; ');
  return `| \`${name}\` | ${type}${required ? '' : ', optional'} | ${cell(meaning)} |`;
}

function exampleText(example: FunctionCase): string {
  const results = Object.entries(example.expect);
  const lines = [
    ...Object.entries(example.given).map(([name, series]) => `${name}: ${seriesText(series)}`),
    example.call,
    ...results.map(([name, values]) => `  → ${name}: ${valuesText(values)}`),
    ...(results.length === 0 ? ['  → no series'] : []),
  ];
  const note = example.differs === undefined ? '' : `\n\n${sentence(example.differs)}`;
  return `\`\`\`\n${lines.join('\n')}\n\`\`\`${note}`;
}

function seriesText(series: CaseSeries): string {
  if (!('step' in series)) return valuesText(series);
  const { step, before, values } = series;
  const every = step === 60 ? '' : ` (every ${step} s)`;
  const earlier = before === undefined ? '' : `${valuesText(before)} before the range, then `;
  return `${earlier}${valuesText(values)}${every}`;
}

function valuesText(values: readonly (number | null)[]): string {
  return values.map((value) => value ?? '-').join(' ');
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

/** A bar would end the cell of a table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
