import { useState } from 'react';
import styles from './ApiPage.module.css';
import { type ApiDocument, type ApiSchema, resolveSchema } from './document.ts';
import { limitWords, typeWords } from './schemaWords.ts';

interface SchemaTreeProps {
  readonly document: ApiDocument;
  readonly schema: ApiSchema;
  /** Said of members that need not be there in an answer, and of those that have to be there in a body. */
  readonly of: 'body' | 'answer';
}

/** The members of a shape; those that have members themselves open below. */
export function SchemaTree({ document, schema, of }: SchemaTreeProps) {
  const members = membersOf(document, schema);
  if (members.length === 0) return <p className={styles['type']}>{typeWords(document, schema)}</p>;
  return (
    <ul className={styles['tree']}>
      {members.map((member) => (
        <Member key={member.name} document={document} member={member} of={of} />
      ))}
    </ul>
  );
}

interface SchemaMember {
  readonly name: string;
  readonly schema: ApiSchema;
  /** Missing for one of several shapes. */
  readonly required?: boolean;
}

interface MemberProps extends Pick<SchemaTreeProps, 'document' | 'of'> {
  readonly member: SchemaMember;
}

function Member({ document, member, of }: MemberProps) {
  const { name, schema, required } = member;
  const [open, setOpen] = useState(false);
  const whole = resolveSchema(document, schema);
  const below = membersOf(document, schema).length > 0;
  const line = (
    <>
      <code>{name}</code>
      {required === true && of === 'body' && <em>needed</em>}
      <span className={styles['type']}>{typeWords(document, schema)}</span>
      {limitWords(whole).map((words) => (
        <small key={words}>{words}</small>
      ))}
      {required === false && of === 'answer' && <small>may be missing</small>}
      {whole.description && <small>{whole.description}</small>}
    </>
  );
  if (!below) return <li>{line}</li>;
  return (
    <li>
      {/* What is folded is not made: a shape may have itself in it. */}
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{line}</summary>
        {open && <SchemaTree document={document} schema={schema} of={of} />}
      </details>
    </li>
  );
}

/** Members of an object, of the entries of a list or a map, or of each of several shapes. */
function membersOf(document: ApiDocument, schema: ApiSchema): SchemaMember[] {
  const whole = resolveSchema(document, schema);
  const choices = whole.anyOf ?? whole.oneOf ?? whole.allOf;
  if (choices) {
    const shapes = choices.filter((choice) => hasMembers(document, choice));
    if (shapes.length === 1) return membersOf(document, shapes[0]);
    return shapes.map((choice, i) => ({
      name: choiceName(document, choice, i),
      schema: choice,
    }));
  }
  if (whole.items !== undefined) return membersOf(document, whole.items);
  if (whole.properties)
    return Object.entries(whole.properties).map(([name, member]) => ({
      ...{ name, schema: member, required: whole.required?.includes(name) ?? false },
    }));
  return typeof whole.additionalProperties === 'object'
    ? membersOf(document, whole.additionalProperties)
    : [];
}

function hasMembers(document: ApiDocument, schema: ApiSchema): boolean {
  const { properties, items, anyOf, oneOf, allOf } = resolveSchema(document, schema);
  return [properties, items, anyOf, oneOf, allOf].some((part) => part !== undefined);
}

/** Shapes that are told apart by a member of one value (`type`, `kind`) are named by it. */
function choiceName(document: ApiDocument, schema: ApiSchema, place: number): string {
  for (const member of Object.values(resolveSchema(document, schema).properties ?? {})) {
    const value = resolveSchema(document, member).const;
    if (typeof value === 'string') return value;
  }
  return `shape ${place + 1}`;
}
