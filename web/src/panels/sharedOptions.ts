/** Options that several types of panel have, each type choosing of them what it draws. */
import type { OptionField, OptionGroup } from './optionFields.ts';

/** How one number is made of a series. */
export const reduceOptions: OptionGroup = {
  title: 'Value',
  fields: [
    { path: 'reduce.calc', label: 'Calculation', kind: 'calc', default: 'last' },
    {
      path: 'reduce.allValues',
      label: 'All values',
      help: 'Every point of every series instead of one number a series',
      kind: 'switch',
    },
    {
      path: 'reduce.limit',
      label: 'At most',
      kind: 'number',
      min: 1,
      max: 10_000,
      placeholder: '100 series or 25 values',
    },
  ],
};

export const orientationOption: OptionField = {
  path: 'orientation',
  label: 'Direction',
  kind: 'choice',
  choices: [
    { value: 'auto', label: 'Auto' },
    { value: 'horizontal', label: 'Horizontal' },
    { value: 'vertical', label: 'Vertical' },
  ],
};

export const sortOption: OptionField = {
  path: 'sort',
  label: 'Order',
  kind: 'choice',
  choices: [
    { value: 'none', label: 'As found' },
    { value: 'desc', label: 'Largest first' },
    { value: 'asc', label: 'Smallest first' },
    { value: 'name', label: 'By name' },
  ],
};

const legendShown = (values: Readonly<Record<string, unknown>>): boolean => {
  const { legend } = values as { readonly legend?: { readonly show?: boolean } };
  return legend?.show !== false;
};

export const legendOptions: OptionGroup = {
  title: 'Legend',
  fields: [
    { path: 'legend.show', label: 'Show', kind: 'switch', default: true },
    {
      path: 'legend.mode',
      label: 'As',
      kind: 'choice',
      choices: [
        { value: 'list', label: 'List' },
        { value: 'table', label: 'Table' },
      ],
      when: legendShown,
    },
    {
      path: 'legend.placement',
      label: 'Place',
      kind: 'choice',
      choices: [
        { value: 'bottom', label: 'Below' },
        { value: 'right', label: 'Right' },
      ],
      when: legendShown,
    },
    {
      path: 'legend.width',
      label: 'Width',
      kind: 'number',
      min: 40,
      max: 2000,
      suffix: 'px',
      when: legendShown,
    },
  ],
};

export const tooltipOptions: OptionGroup = {
  title: 'Tooltip',
  fields: [
    {
      path: 'tooltip.mode',
      label: 'Shows',
      kind: 'choice',
      choices: [
        { value: 'all', label: 'All' },
        { value: 'single', label: 'One' },
      ],
    },
    {
      path: 'tooltip.sort',
      label: 'Order',
      kind: 'choice',
      choices: [
        { value: 'desc', label: 'Largest first' },
        { value: 'asc', label: 'Smallest first' },
        { value: 'none', label: 'As found' },
      ],
    },
    { path: 'tooltip.hideZeros', label: 'Leave zeros out', kind: 'switch' },
  ],
};
