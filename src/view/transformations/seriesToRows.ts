import { commonRefId, isSeries, numberField, textField, timeName } from './frames.ts';
import { defineTransformation } from './transformation.ts';

/** All points of all series below each other: time, name, value. */
export const seriesToRows = defineTransformation({
  kind: 'series-to-rows',
  label: 'Series to rows',
  summary: 'Puts the points of all series below each other, with the name beside each, in the order of time.',
  options: [],
  apply(frames) {
    const series = frames.filter(isSeries);
    if (series.length === 0) return frames;
    const points = series.flatMap(({ fields }) => {
      const times = fields[0].values;
      const { name, values } = fields[1];
      return Array.from({ length: values.length }, (_, i) => ({
        time: times[i] as number,
        name,
        value: values[i] as number,
      }));
    });
    points.sort((a, b) => a.time - b.time);
    return [
      {
        name: '',
        refId: commonRefId(series),
        fields: [
          { name: timeName, kind: 'time', values: Float64Array.from(points, ({ time }) => time) },
          textField(
            'Series',
            points.map(({ name }) => name),
          ),
          numberField(
            'Value',
            Float64Array.from(points, ({ value }) => value),
          ),
        ],
      },
      ...frames.filter((frame) => !isSeries(frame)),
    ];
  },
});
