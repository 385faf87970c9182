import { type ComponentType, useEffect, useMemo, useState } from 'react';
import type { PanelTypeName } from '../../../../src/schema/dashboard.ts';
import { inksOf } from '../../../../src/view/palette.ts';
import type { DrawScene } from '../../../../src/view/panels/sceneInput.ts';
import { serverNow } from '../../api/clock.ts';
import { useTheme } from '../../theme/useTheme.ts';
import type { OptionsOf, PanelViewProps } from '../panelType.ts';
import { markLinks } from './markLinks.ts';
import { useMeasure } from './measure.ts';
import { SceneView } from './SceneView.tsx';

/** Ages of values are written in minutes. */
const secondsOfClock = 15;

/** The server's time, new every few seconds: values grow old also when nothing else happens. */
function useClock(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), secondsOfClock * 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The view of a type of panel that is drawn as a scene. */
export function scenePanel<Type extends PanelTypeName>(
  draw: DrawScene<OptionsOf<Type>>,
): ComponentType<PanelViewProps<Type>> {
  return function ScenePanel({ panel, options, data, chart, width, height, scope }: PanelViewProps<Type>) {
    const theme = useTheme();
    const measure = useMeasure();
    const clock = useClock();
    const { from, until } = chart.span;
    const scene = useMemo(
      () =>
        draw({
          data,
          options,
          field: panel.field ?? {},
          context: {
            width,
            height,
            inks: inksOf(theme),
            measure,
            zone: scope.zone,
            now: Math.max(clock, until),
            span: { from, until },
            scrolls: true,
          },
        }),
      [data, options, panel.field, width, height, theme, measure, scope.zone, clock, from, until],
    );
    return (
      <SceneView
        scene={scene}
        height={height}
        linksOf={(mark) =>
          markLinks(
            mark,
            data.series.find(({ key }) => key === mark.series),
            scope,
          )
        }
      />
    );
  };
}
