/**
 * Template variables. Those that choose a data source or filter ad hoc have no meaning here, where there is one source;
 * they stay with the dashboard.
 */
import { type Variable, type VariableValue, variable } from '../../schema/dashboard.ts';
import { bareVariable } from './bare.ts';
import type { ReadContext } from './context.ts';
import { at, entryOf, isObject, type JsonObject, numberOf, objectOr, textOr } from './json.ts';
import { flag, type Member, member, readMembers, same, type Words, writeMembers } from './members.ts';
import { regex } from './patterns.ts';
import type { Unit } from './unit.ts';

const off = { ours: false, grafana: false };

/** Grafana's number of an order, or of what is hidden: its place in the list. */
function numbered(...list: readonly (string | undefined)[]): Words {
  return {
    read: (value) => list[numberOf(value) ?? -1],
    write: (value) => {
      const place = list.indexOf(value as string);
      return place < 0 ? undefined : place;
    },
  };
}

const hide = numbered(undefined, 'label', 'variable');
const sort = numbered(
  'none',
  'asc',
  'desc',
  'numeric-asc',
  'numeric-desc',
  'nocase-asc',
  'nocase-desc',
  'natural-asc',
  'natural-desc',
);

const text = (longest: number): Words => ({
  read: (value) => (typeof value === 'string' && value.length <= longest ? value : undefined),
  write: (value) => value,
});

/** `{text, value}` where we have the value alone. */
const current: Words = {
  read: (value) => {
    const chosen = objectOr(value)['value'];
    if (Array.isArray(chosen)) {
      return chosen.every((entry) => typeof entry === 'string') ? chosen : undefined;
    }
    return typeof chosen === 'string' && chosen.length <= 2000 ? chosen : undefined;
  },
  write: (value) => ({ text: shown(value as VariableValue), value }),
};

function shown(value: VariableValue): VariableValue {
  const word = (entry: string) => (entry === '$__all' ? 'All' : entry);
  return typeof value === 'string' ? word(value) : value.map(word);
}

const common: readonly Member[] = [
  member('name', 'name', text(100)),
  member('label', 'label', text(200)),
  member('description', 'description', text(2000)),
  member('hide', 'hide', hide),
];
const choice: readonly Member[] = [
  member('multi', 'multi', flag, off),
  member('includeAll', 'includeAll', flag, off),
  member('allValue', 'allValue', text(2000)),
  member('current', 'current', current),
];

/** What a query variable asks for: a text, or since Grafana 9 an object with the text in it. */
const query: Words = {
  read: (value) => {
    const asked = queryText(value);
    return asked.length <= 4000 ? asked : '';
  },
  write: (value) => value,
};

function queryText(value: unknown): string {
  if (!isObject(value)) return textOr(value, '');
  const { query: asked, target, queryType } = value;
  const said = textOr(asked, textOr(target, ''));
  // A metric's name for each series of a target: what expand() answers, as long as no function is in it.
  return queryType === 'Metric Name' && !/[()]/.test(said) ? `expand(${said})` : said;
}

const TABLES: Readonly<Record<Variable['type'], readonly Member[]>> = {
  query: [
    ...common,
    member('query', 'query', query, { grafana: '' }),
    member('regex', 'regex', regex),
    member('sort', 'sort', sort),
    member('refreshOnTime', 'refresh', {
      read: (value) => (value === 2 ? true : undefined),
      write: (value) => (value === true ? 2 : undefined),
    }),
    ...choice,
  ],
  custom: [...common, member('options', 'query', text(20_000), { grafana: '' }), ...choice],
  text: [...common, member('current', 'query', text(2000))],
  constant: [...common, member('value', 'query', text(2000), { grafana: '' })],
  interval: [
    ...common,
    member('options', 'query', text(2000), { grafana: '' }),
    member('auto', 'auto', { read: (value) => (value === true ? {} : undefined), write: () => true }),
    member('auto.parts', 'auto_count', same(variable.options[4].shape.auto.unwrap().shape.parts)),
    member('auto.least', 'auto_min', text(20)),
    member('current', 'current', {
      read: (value) => {
        const chosen = objectOr(value)['value'];
        if (typeof chosen !== 'string' || chosen.length > 50) return undefined;
        return chosen.startsWith('$__auto') ? 'auto' : chosen;
      },
      write: (value) => (value === 'auto' ? { text: 'auto', value: '$__auto' } : { text: value, value }),
    }),
  ],
};

/** Grafana's names of types, and ours. */
const TYPES: Readonly<Record<string, Variable['type']>> = {
  query: 'query',
  custom: 'custom',
  textbox: 'text',
  constant: 'constant',
  interval: 'interval',
};

function typeOf(grafana: JsonObject): Variable['type'] | undefined {
  return entryOf(TYPES, grafana['type']);
}

/** Whether it is of a type, and has a name, that ours can have. */
export function isVariable(grafana: JsonObject): boolean {
  const type = typeOf(grafana);
  return type !== undefined && variable.safeParse(readAs(type, grafana)).success;
}

function readAs(type: Variable['type'], grafana: JsonObject): Variable {
  const read = readMembers(TABLES[type], grafana);
  // How many parts, without the switch: kept until the switch is on.
  if (type === 'interval' && grafana['auto'] !== true) delete read['auto'];
  if (type === 'text') {
    // What was typed last stands beside what is offered at first.
    const typed = at(grafana, ['current', 'value']);
    if (typeof typed === 'string' && typed !== '' && typed.length <= 2000) read['current'] = typed;
  }
  return { type, ...read } as unknown as Variable;
}

export const variableUnit: Unit<Variable> = {
  read: (grafana, context) => {
    tellOfQueryType(grafana, context);
    return readAs(typeOf(grafana)!, grafana);
  },
  write: (ours) => {
    const type = Object.entries(TYPES).find(([, name]) => name === ours.type)![0];
    return { type, ...writeMembers(TABLES[ours.type], ours as JsonObject) };
  },
  bare: bareVariable,
  isValid: (ours) => variable.safeParse(ours).success,
};

function tellOfQueryType(grafana: JsonObject, { remarks, where }: ReadContext): void {
  const type = at(grafana, ['query', 'queryType']);
  if (type !== 'Value' && type !== 'Metric Name') return;
  const asked = textOr(at(grafana, ['query', 'query']), textOr(at(grafana, ['query', 'target']), ''));
  if (type === 'Metric Name' && !/[()]/.test(asked)) return;
  remarks.add(
    'lost',
    where,
    `Its choices were the ${type === 'Value' ? 'values' : 'names'} of the series of a target; here the text is asked as a pattern, so it may offer nothing.`,
  );
}
