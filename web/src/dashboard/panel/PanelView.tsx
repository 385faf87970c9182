import { type ComponentType, type LazyExoticComponent, lazy, memo, Suspense } from 'react';
import type { PanelTypeName } from '../../../../src/schema/dashboard.ts';
import { panelTypeOf } from '../../panels/index.ts';
import type { PanelViewProps } from '../../panels/panelType.ts';
import { PanelBoundary } from './PanelBoundary.tsx';
import { UnsupportedPanel } from './UnsupportedPanel.tsx';

type View = LazyExoticComponent<ComponentType<PanelViewProps>>;

const views = new Map<PanelTypeName, View>();

/** What draws panels of a type, loaded with the first of them; null when nothing does. */
function viewOf(name: PanelTypeName): View | null {
  const known = views.get(name);
  if (known) return known;
  const type = panelTypeOf(name);
  if (!type) return null;
  // A type's view takes the options of its own type, and is only ever given a panel of it.
  const view = lazy(type.load as () => Promise<{ default: ComponentType<PanelViewProps> }>);
  views.set(name, view);
  return view;
}

/** Loads what draws panels of a type, so that it is there when the first values are. */
export function loadView(name: PanelTypeName): void {
  void panelTypeOf(name)?.load();
}

/** The inside of a panel, whatever its type. A view that fails takes nothing else of the page with it. */
export const PanelView = memo(function PanelView(props: PanelViewProps) {
  const View = viewOf(props.panel.type);
  if (!View) return <UnsupportedPanel panel={props.panel} />;
  return (
    <PanelBoundary key={props.panel.type} watch={props.panel}>
      <Suspense fallback={null}>
        <View {...props} />
      </Suspense>
    </PanelBoundary>
  );
});
