import type { Panel, PanelTypeName } from '../../../src/schema/dashboard.ts';

/** What has to be known of a type to make a panel of it. */
interface NewPanelType {
  readonly type: PanelTypeName;
  readonly label: string;
  readonly hasTargets: boolean;
  readonly optionalTargets?: boolean;
  readonly size: { readonly w: number; readonly h: number };
}

/** An empty panel of a type; where it goes is for the row to say. */
export function newPanel(type: NewPanelType, id: string): Panel {
  return {
    id,
    type: type.type,
    title: type.label,
    grid: { x: 0, y: 0, ...type.size },
    ...(type.hasTargets && !type.optionalTargets ? { targets: [{ refId: 'A', target: '' }] } : {}),
  } as Panel;
}
