import type { Frame } from '../frame.ts';
import { commonRefId, distinctNames, lengthOf, pickField } from './frames.ts';
import { choiceOption } from './readOptions.ts';
import { defineTransformation } from './transformation.ts';

/** The fields of all frames in one, row by row as they come; shorter ones end with nothing. */
export const concatenate = defineTransformation({
  kind: 'concatenate',
  label: 'Concatenate fields',
  summary: 'Puts the columns of all tables beside each other, without matching rows.',
  options: [
    {
      kind: 'choice',
      path: 'names',
      label: 'Names',
      choices: [
        { value: 'as-is', label: 'As they are' },
        { value: 'with-frame', label: 'With the name of the table before them' },
      ],
    },
  ],
  apply(frames, options) {
    if (frames.length < 2) return frames;
    const withFrame = choiceOption(options, 'names', ['as-is', 'with-frame']) === 'with-frame';
    const rows = Math.max(...frames.map(lengthOf));
    const fields = frames.flatMap((frame) => frame.fields.map((field) => padded(field, frame, rows)));
    const names = distinctNames(
      frames.flatMap((frame) =>
        frame.fields.map(({ name }) =>
          withFrame && frame.name !== '' && frame.name !== name ? `${frame.name} ${name}` : name,
        ),
      ),
    );
    return [
      {
        name: '',
        refId: commonRefId(frames),
        fields: fields.map((field, i) => ({ ...field, name: names[i] })),
      },
    ];
  },
});

function padded(field: Frame['fields'][number], frame: Frame, rows: number): Frame['fields'][number] {
  const length = lengthOf(frame);
  if (length === rows) return field;
  return pickField(
    field,
    Array.from({ length: rows }, (_, row) => (row < length ? row : -1)),
  );
}
