/** A dashboard as text for files, comparing and editing by hand: equal dashboards have equal texts, line by line. */
import { type Dashboard, dashboard as dashboardSchema } from '../schema/dashboard.ts';

/** What fits is written on one line. */
const WIDTH = 100;
/** Lists whose entries always have lines of their own, so that one more entry is seen as just that. */
const LISTS_OF_BLOCKS = new Set(['rows', 'panels', 'variables', 'annotations']);

/** Members stand in the order of the schema, whatever theirs is; a panel's type is near its beginning. Ends with a line feed. */
export function writeText(dashboard: Dashboard): string {
  const parsed = dashboardSchema.safeParse(dashboard);
  return `${block(typesFirst(parsed.success ? parsed.data : dashboard), '')}\n`;
}

/** In the schema a panel's type comes last, since it is what the types do not have in common. */
function typesFirst(dashboard: Dashboard): Dashboard {
  return {
    ...dashboard,
    rows: dashboard.rows.map((row) => ({ ...row, panels: row.panels.map(typeFirst) })),
    ...(dashboard.variables === undefined ? {} : { variables: dashboard.variables.map(typeFirst) }),
  };
}

function typeFirst<Item extends { readonly type: string }>(item: Item): Item {
  const [first, ...rest] = Object.entries(item).filter(([name]) => name !== 'type');
  return Object.fromEntries([first!, ['type', item.type], ...rest]) as unknown as Item;
}

/** `room` is what stands on the line besides the value: the indentation, the member's name, a comma. */
function write(value: unknown, indent: string, room: number): string {
  const line = oneLine(value, WIDTH - room);
  return line ?? block(value, indent);
}

function block(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((entry) => inner + write(entry, inner, inner.length + 1)).join(',\n')}\n${indent}]`;
  }
  const members = membersOf(value).map(([name, member]) => {
    const key = `${inner}${JSON.stringify(name)}: `;
    if (!LISTS_OF_BLOCKS.has(name) || !Array.isArray(member) || member.length === 0) {
      return key + write(member, inner, key.length + 1);
    }
    const entryIndent = `${inner}  `;
    const entries = member.map(
      (entry) => entryIndent + (isObject(entry) ? block(entry, entryIndent) : write(entry, entryIndent, 0)),
    );
    return `${key}[\n${entries.join(',\n')}\n${inner}]`;
  });
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** Null when it would be longer than `limit`; numbers, texts and the like are never broken. */
function oneLine(value: unknown, limit: number): string | null {
  if (!isObject(value) && !Array.isArray(value)) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const parts: string[] = [];
  let length = 4;
  const entries: [string, unknown][] = isList ? value.map((entry) => ['', entry]) : membersOf(value);
  for (const [name, entry] of entries) {
    const text = oneLine(entry, limit - length);
    if (text === null) return null;
    const part = isList ? text : `${JSON.stringify(name)}: ${text}`;
    length += part.length + 2;
    if (length > limit + 4) return null;
    parts.push(part);
  }
  if (parts.length === 0) return isList ? '[]' : '{}';
  const text = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  return text.length > limit ? null : text;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function membersOf(value: unknown): [string, unknown][] {
  return Object.entries(value as object).filter(([, member]) => member !== undefined);
}
