/** The field settings that panels have in common, as the editor asks for them. */
import type { FieldGroupName, FieldPath, OptionField, OptionGroup } from './optionFields.ts';

type Values = Readonly<Record<string, unknown>>;
/** A field whose path begins with a member of the field settings: a misspelt one does not compile. */
type FieldOf = OptionField & { readonly path: FieldPath | `${FieldPath}.${string}` };

const isLine = (values: Values): boolean => (values['drawStyle'] ?? 'line') === 'line';
const isDotted = (values: Values): boolean => values['drawStyle'] === 'points' || isLine(values);
const withPoints = (values: Values): boolean =>
  values['drawStyle'] === 'points' || (isLine(values) && values['showPoints'] !== 'never');
const member = (values: Values, name: string, inner: string): unknown =>
  (values[name] as Values | undefined)?.[inner];
const isStacked = (values: Values): boolean => (member(values, 'stacking', 'mode') ?? 'none') !== 'none';
const onAxis = (values: Values): boolean => values['axis'] !== 'hidden';
const bendsScale = (values: Values): boolean => (member(values, 'scale', 'kind') ?? 'linear') !== 'linear';
const isSymlog = (values: Values): boolean => member(values, 'scale', 'kind') === 'symlog';

function group(title: string, fields: readonly FieldOf[]): OptionGroup {
  return { title, fields };
}

export const fieldGroups: Readonly<Record<FieldGroupName, OptionGroup>> = {
  values: group('Values', [
    { path: 'unit', label: 'Unit', help: 'Guessed from the names while none is chosen', kind: 'unit' },
    { path: 'decimals', label: 'Decimals', kind: 'number', min: 0, max: 20, placeholder: 'as needed' },
    {
      path: 'min',
      label: 'Least',
      help: 'Where the scale begins',
      kind: 'number',
      placeholder: 'of the values',
    },
    {
      path: 'max',
      label: 'Greatest',
      help: 'Where the scale ends',
      kind: 'number',
      placeholder: 'of the values',
    },
    {
      path: 'displayName',
      label: 'Name',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what is typed into the field
      help: 'Instead of the series’ own; may hold ${__series.name} and variables',
      kind: 'text',
    },
    { path: 'noValue', label: 'Without a value', kind: 'text', placeholder: '–' },
    { path: 'description', label: 'Description', kind: 'text', lines: 2 },
  ]),
  graph: group('Graph', [
    {
      path: 'drawStyle',
      label: 'Style',
      kind: 'choice',
      choices: [
        { value: 'line', label: 'Lines' },
        { value: 'bars', label: 'Bars' },
        { value: 'points', label: 'Points' },
      ],
    },
    {
      path: 'interpolation',
      label: 'Between values',
      kind: 'choice',
      choices: [
        { value: 'linear', label: 'Straight' },
        { value: 'smooth', label: 'Smooth' },
        { value: 'step-after', label: 'Step after' },
        { value: 'step-before', label: 'Step before' },
      ],
      when: isLine,
    },
    {
      path: 'lineWidth',
      label: 'Line width',
      kind: 'number',
      min: 0,
      max: 20,
      step: 0.25,
      suffix: 'px',
      placeholder: '1.25',
      when: (values) => values['drawStyle'] !== 'points',
    },
    { path: 'lineDash', label: 'Dashes', kind: 'dash', when: isLine },
    {
      path: 'fillOpacity',
      label: 'Fill',
      help: 'How strong the area below is; by the number of series while nothing is chosen',
      kind: 'number',
      min: 0,
      max: 100,
      step: 5,
      suffix: '%',
      placeholder: 'auto',
      when: (values) => values['drawStyle'] !== 'points',
    },
    {
      path: 'gradient',
      label: 'Gradient',
      kind: 'choice',
      choices: [
        { value: 'none', label: 'None' },
        { value: 'opacity', label: 'Fading' },
        { value: 'hue', label: 'Of the colour' },
        { value: 'scheme', label: 'By value' },
      ],
      when: (values) => values['drawStyle'] !== 'points',
    },
    {
      path: 'fillBelowTo',
      label: 'Fill down to',
      help: 'Name of another series: the area between both is filled',
      kind: 'text',
      when: (values) => isLine(values) && !isStacked(values),
    },
    {
      path: 'showPoints',
      label: 'Points',
      kind: 'choice',
      choices: [
        { value: 'auto', label: 'Lone values' },
        { value: 'always', label: 'All values' },
        { value: 'never', label: 'Never' },
      ],
      when: isLine,
    },
    {
      path: 'pointSize',
      label: 'Point size',
      kind: 'number',
      min: 1,
      max: 40,
      suffix: 'px',
      placeholder: '4',
      when: withPoints,
    },
    { path: 'nulls', label: 'Where nothing was measured', kind: 'nulls', when: isDotted },
    {
      path: 'stacking.mode',
      label: 'Stack',
      kind: 'choice',
      choices: [
        { value: 'none', label: 'No' },
        { value: 'normal', label: 'On top of each other' },
        { value: 'percent', label: 'Up to 100 %' },
      ],
    },
    {
      path: 'stacking.group',
      label: 'Stack with',
      help: 'Only series with the same word here are put on each other',
      kind: 'text',
      when: isStacked,
    },
    { path: 'negative', label: 'Below zero', help: 'Drawn downwards, such as what is sent', kind: 'switch' },
    {
      path: 'reference',
      label: 'Reference',
      help: 'A limit or a capacity: dashed and grey, never stacked',
      kind: 'switch',
    },
    { path: 'hideFrom.graph', label: 'Hide from the chart', kind: 'switch' },
    { path: 'hideFrom.legend', label: 'Hide from the legend', kind: 'switch' },
    { path: 'hideFrom.tooltip', label: 'Hide from the tooltip', kind: 'switch' },
  ]),
  axis: group('Axis', [
    {
      path: 'axis',
      label: 'Side',
      help: 'By itself a second unit stands at the right',
      kind: 'choice',
      choices: [
        { value: '', label: 'Auto' },
        { value: 'left', label: 'Left' },
        { value: 'right', label: 'Right' },
        { value: 'hidden', label: 'Hidden' },
      ],
    },
    { path: 'axisLabel', label: 'Label', kind: 'text', when: onAxis },
    {
      path: 'softMin',
      label: 'Reaches down to',
      help: 'Passed when values do',
      kind: 'number',
      placeholder: 'auto',
    },
    {
      path: 'softMax',
      label: 'Reaches up to',
      help: 'Passed when values do',
      kind: 'number',
      placeholder: 'auto',
    },
    { path: 'axisCentered', label: 'Zero in the middle', kind: 'switch' },
    { path: 'axisGrid', label: 'Grid lines', kind: 'switch', default: true, when: onAxis },
    {
      path: 'scale.kind',
      label: 'Scale',
      kind: 'choice',
      choices: [
        { value: 'linear', label: 'Linear' },
        { value: 'log', label: 'Logarithmic' },
        { value: 'symlog', label: 'Logarithmic through zero' },
      ],
    },
    {
      path: 'scale.base',
      label: 'Base',
      kind: 'number',
      min: 2,
      max: 10,
      step: 8,
      placeholder: '10',
      help: '2 or 10',
      when: bendsScale,
    },
    {
      path: 'scale.threshold',
      label: 'Linear up to',
      kind: 'number',
      min: 0,
      placeholder: '1',
      when: isSymlog,
    },
  ]),
  color: group('Colour', [{ path: 'color', label: 'Colour', kind: 'color-scheme' }]),
  thresholds: group('Thresholds', [
    { path: 'thresholds', label: 'Steps', kind: 'thresholds' },
    {
      path: 'thresholdsStyle',
      label: 'In the chart',
      kind: 'choice',
      choices: [
        { value: 'off', label: 'Not shown' },
        { value: 'line', label: 'Lines' },
        { value: 'dashed', label: 'Dashed lines' },
        { value: 'area', label: 'Regions' },
        { value: 'line+area', label: 'Lines and regions' },
        { value: 'dashed+area', label: 'Dashed lines and regions' },
        { value: 'series', label: 'Colour of the line' },
      ],
    },
  ]),
  mappings: group('Value mappings', [{ path: 'mappings', label: 'Instead of a value', kind: 'mappings' }]),
  links: group('Links', [
    {
      path: 'links',
      label: 'Links of a value',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: what is typed into the field
      help: 'Offered where a value is clicked; may hold ${__series.name}, ${__value.raw}, ${__value.time}',
      kind: 'links',
    },
  ]),
  cell: group('Cell', [
    {
      path: 'cell.kind',
      label: 'Shows',
      kind: 'choice',
      choices: [
        { value: 'auto', label: 'Text' },
        { value: 'color-text', label: 'Coloured text' },
        { value: 'color-background', label: 'Coloured background' },
        { value: 'bar', label: 'Bar' },
        { value: 'bar-gradient', label: 'Bar with gradient' },
        { value: 'sparkline', label: 'Line' },
        { value: 'link', label: 'Link' },
      ],
    },
    {
      path: 'cell.width',
      label: 'Width',
      kind: 'number',
      min: 20,
      max: 2000,
      suffix: 'px',
      placeholder: 'auto',
    },
    {
      path: 'cell.align',
      label: 'Align',
      kind: 'choice',
      choices: [
        { value: 'auto', label: 'Auto' },
        { value: 'left', label: 'Left' },
        { value: 'center', label: 'Centre' },
        { value: 'right', label: 'Right' },
      ],
    },
    { path: 'cell.hidden', label: 'Hide the column', kind: 'switch' },
  ]),
};
