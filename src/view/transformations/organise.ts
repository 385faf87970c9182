import type { Field } from '../frame.ts';
import { itemsOption, switchOption, textOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** Order, names and presence of columns, one by one. */
export const organise = defineTransformation({
  kind: 'organise',
  label: 'Organise fields',
  summary: 'Orders, renames and hides columns or series.',
  options: [
    {
      kind: 'items',
      path: 'fields',
      label: 'Fields in their order',
      help: 'Fields that are not named here follow as they are.',
      add: 'Add field',
      fields: [
        { kind: 'field', path: 'field', label: 'Field' },
        { kind: 'text', path: 'name', label: 'New name' },
        { kind: 'switch', path: 'hide', label: 'Hide' },
      ],
    },
  ],
  apply(frames, options) {
    const wishes = itemsOption(options, 'fields').map((entry, place) => ({
      field: textOption(entry, 'field'),
      name: textOption(entry, 'name'),
      hide: switchOption(entry, 'hide'),
      place,
    }));
    if (wishes.length === 0) return frames;
    const byField = new Map(wishes.map((wish) => [wish.field, wish]));
    const placeOf = (field: Field) => byField.get(field.name)?.place ?? wishes.length;
    const organised = frames.flatMap((frame) => {
      const kept = frame.fields
        .filter(({ name }) => byField.get(name)?.hide !== true)
        .toSorted((a, b) => placeOf(a) - placeOf(b));
      if (!kept.some(({ kind }) => kind !== 'time') && frame.fields.some(({ kind }) => kind !== 'time'))
        return [];
      const place = Math.min(...kept.filter(({ kind }) => kind !== 'time').map(placeOf));
      const fields = kept.map((field) => {
        const name = byField.get(field.name)?.name ?? '';
        return name === '' ? field : { ...field, name };
      });
      return [{ frame: { ...frame, fields }, place }];
    });
    // Each series is a frame: their order is that of their fields.
    return organised.toSorted((a, b) => a.place - b.place).map(({ frame }) => frame);
  },
});
