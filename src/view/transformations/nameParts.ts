import type { Field, Frame } from '../frame.ts';
import { distinctNames, isSeries, lengthOf, textField } from './frames.ts';
import { itemsOption, numberOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** Parts of names, and tags, as columns of their own. */
export const nameParts = defineTransformation({
  kind: 'name-parts',
  label: 'Parts of names to fields',
  summary: 'Makes columns of the parts of a metric’s name, and of its tags.',
  options: [
    {
      kind: 'field',
      path: 'field',
      label: 'Names are in',
      placeholder: 'The first text, or the series’ name',
    },
    {
      kind: 'items',
      path: 'parts',
      label: 'Parts',
      add: 'Add part',
      fields: [
        { kind: 'number', path: 'node', label: 'Number', help: 'Counted from 0; -1 is the last.' },
        { kind: 'text', path: 'name', label: 'Column' },
      ],
    },
    { kind: 'switch', path: 'tags', label: 'A column for each tag' },
    { kind: 'switch', path: 'drop', label: 'Without the names themselves' },
  ],
  apply(frames, options) {
    const parts = itemsOption(options, 'parts').flatMap((entry) => {
      const node = numberOption(entry, 'node');
      if (node === undefined) return [];
      return [{ node: Math.trunc(node), name: textOption(entry, 'name') || `Part ${Math.trunc(node)}` }];
    });
    const withTags = switchOption(options, 'tags');
    if (parts.length === 0 && !withTags) return frames;
    const wanted = textOption(options, 'field');
    const drop = switchOption(options, 'drop');
    return frames.map((frame) => {
      const { field, names } = namesOf(frame, wanted);
      if (names === null) return frame;
      const split = names.map((name) => splitName(name ?? ''));
      const tags = withTags ? [...new Set(split.flatMap(({ tags }) => [...tags.keys()]))] : [];
      const made = [
        ...parts.map(({ node, name }) =>
          textField(
            name,
            split.map(({ nodes }) => nodes.at(node) ?? null),
          ),
        ),
        ...tags.map((tag) =>
          textField(
            tag,
            split.map((parts) => parts.tags.get(tag) ?? null),
          ),
        ),
      ];
      const rest = frame.fields.filter((candidate) => !drop || candidate !== field);
      // Times stand first; the new columns come before the values that they say something of.
      const at = rest.findIndex(({ kind }) => kind === 'number');
      const fields = at === -1 ? [...rest, ...made] : [...rest.slice(0, at), ...made, ...rest.slice(at)];
      const distinct = distinctNames(fields.map(({ name }) => name));
      return { ...frame, fields: fields.map((entry, i) => ({ ...entry, name: distinct[i] })) };
    });
  },
});

/** The column that holds names, or the one name of a series for each of its rows; null when there are none. */
function namesOf(
  frame: Frame,
  wanted: string,
): { readonly field: Field | undefined; readonly names: readonly (string | null)[] | null } {
  const field = frame.fields.find(({ kind, name }) => kind === 'text' && (wanted === '' || name === wanted));
  if (field?.kind === 'text') return { field, names: field.values };
  if (!isSeries(frame)) return { field: undefined, names: null };
  const name = frame.fields[1].name;
  return { field: undefined, names: Array.from({ length: lengthOf(frame) }, () => name) };
}

/** `disk.used;host=a` has the nodes disk and used and the tag host. A function around the name is not part of it. */
function splitName(text: string): {
  readonly nodes: readonly string[];
  readonly tags: ReadonlyMap<string, string>;
} {
  const inner = /^(?:\w+\()+([^(),]*)/.exec(text)?.[1] ?? text;
  const [name, ...rest] = inner.split(';');
  const tags = rest.flatMap((tag) => {
    const at = tag.indexOf('=');
    return at === -1 ? [] : [[tag.slice(0, at), tag.slice(at + 1)] as const];
  });
  return { nodes: name.split('.'), tags: new Map(tags) };
}
