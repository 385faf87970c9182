import type { ComponentType } from 'react';
import type { OptionField } from '../../panels/optionFields.ts';
import { ColorField } from './ColorField.tsx';
import { ColorSchemeField } from './ColorSchemeField.tsx';
import type { FieldProps } from './fieldProps.ts';
import { DashField, NullsField } from './LineFields.tsx';
import { LinksField } from './LinksField.tsx';
import { MappingsField } from './MappingsField.tsx';
import {
  CalcField,
  CalcsField,
  ColorScaleField,
  FolderField,
  UnitField,
  ZonesField,
} from './PickedFields.tsx';
import {
  ChoiceField,
  ChoicesField,
  ListField,
  NumberField,
  NumbersField,
  SwitchField,
  TextOption,
} from './SimpleFields.tsx';
import { ThresholdsField } from './ThresholdsField.tsx';

type Controls = { readonly [Kind in OptionField['kind']]: ComponentType<FieldProps<Kind>> };

const controls: Controls = {
  choice: ChoiceField,
  choices: ChoicesField,
  switch: SwitchField,
  number: NumberField,
  text: TextOption,
  list: ListField,
  numbers: NumbersField,
  calc: CalcField,
  calcs: CalcsField,
  unit: UnitField,
  color: ColorField,
  'color-scheme': ColorSchemeField,
  'color-scale': ColorScaleField,
  thresholds: ThresholdsField,
  mappings: MappingsField,
  links: LinksField,
  nulls: NullsField,
  'zone-list': ZonesField,
  folder: FolderField,
  dash: DashField,
};

/** Fields that need the whole width: their label stands above them. */
export const wideKinds: ReadonlySet<OptionField['kind']> = new Set([
  'choices',
  'calcs',
  'color-scheme',
  'thresholds',
  'mappings',
  'links',
  'zone-list',
]);

/** The control for a field, whatever its kind. */
export function FieldControl(props: FieldProps) {
  // The table pairs each kind with the control for it, which the compiler can't follow through a kind that is not known.
  const Control = controls[props.field.kind] as ComponentType<FieldProps>;
  return <Control {...props} />;
}
