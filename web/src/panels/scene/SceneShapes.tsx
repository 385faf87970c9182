import { memo, useId } from 'react';
import { toCss } from '../../../../src/view/palette.ts';
import type {
  Command,
  GradientCommand,
  Mark,
  MarkCommand,
  Polyline,
  Scene,
} from '../../../../src/view/scene/scene.ts';
import { slicePathData } from '../../../../src/view/scene/slicePath.ts';

interface SceneShapesProps {
  readonly scene: Scene;
  /** In the order in which they stand in the scene. */
  readonly marks: readonly MarkCommand[];
  /** The one mark that the tabulator key comes to; arrow keys lead on from there. */
  readonly focusable: number;
}

/** The commands of a scene as elements. Only a new scene makes new ones: what follows the pointer lies above. */
export const SceneShapes = memo(function SceneShapes({ scene, marks, focusable }: SceneShapesProps) {
  const id = useId();
  const placeOf = new Map(marks.map((command, i) => [command, i]));
  let names = 0;

  const draw = (command: Command, key: number) => {
    switch (command.kind) {
      case 'rectangle':
        return (
          <rect
            key={key}
            x={command.x}
            y={command.y}
            width={command.width}
            height={command.height}
            rx={command.radius}
            fill={toCss(command.fill)}
          />
        );
      case 'gradient': {
        const name = `${id}${names++}`;
        return (
          <g key={key}>
            <Gradient id={name} command={command} />
            <rect
              x={command.x}
              y={command.y}
              width={command.width}
              height={command.height}
              rx={command.radius}
              fill={`url(#${name})`}
            />
          </g>
        );
      }
      case 'line': {
        const { color, width, dash, round } = command.stroke;
        return (
          <path
            key={key}
            d={pathData(command.line, false)}
            fill="none"
            stroke={toCss(color)}
            strokeWidth={width}
            strokeLinejoin="round"
            strokeLinecap={round ? 'round' : 'butt'}
            strokeDasharray={dash?.join(' ')}
          />
        );
      }
      case 'area':
        return <path key={key} d={pathData(command.line, true)} fill={toCss(command.fill)} />;
      case 'slice':
        return <path key={key} d={slicePathData(command)} fill={toCss(command.fill)} />;
      case 'text': {
        const { x, y, rotate, font } = command;
        return (
          <text
            key={key}
            x={x}
            y={y}
            fontSize={font.size}
            fontWeight={font.weight}
            fontFamily={`var(--${font.family})`}
            fontStyle={font.italic ? 'italic' : undefined}
            fill={toCss(command.color)}
            transform={rotate === undefined ? undefined : `rotate(${rotate} ${x} ${y})`}
          >
            {command.text}
          </text>
        );
      }
      case 'clip': {
        const name = `${id}${names++}`;
        const { x, y, width, height } = command.box;
        return (
          <g key={key}>
            <clipPath id={name}>
              <rect x={x} y={y} width={width} height={height} />
            </clipPath>
            <g clipPath={`url(#${name})`}>{command.inside.map(draw)}</g>
          </g>
        );
      }
      case 'move':
        return (
          <g key={key} transform={`translate(${command.x} ${command.y})`}>
            {command.inside.map(draw)}
          </g>
        );
      case 'cells':
        // On a canvas of their own below.
        return null;
      case 'mark': {
        const place = placeOf.get(command) ?? 0;
        const { box, mark } = command;
        return (
          // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes the focus to be read, like a cell of a table
          <g
            key={mark.key}
            data-mark={place}
            role="img"
            aria-label={spoken(mark)}
            tabIndex={place === focusable ? 0 : -1}
          >
            {!command.byShape && <rect {...box} fill="none" pointerEvents="all" />}
            {command.inside.map(draw)}
          </g>
        );
      }
    }
  };
  return scene.commands.map(draw);
});

function Gradient({ id, command }: { readonly id: string; readonly command: GradientCommand }) {
  const { x, y, width, height, towards, stops } = command;
  const ends =
    towards === 'right' ? { x1: x, x2: x + width, y1: 0, y2: 0 } : { x1: 0, x2: 0, y1: y + height, y2: y };
  return (
    <linearGradient id={id} gradientUnits="userSpaceOnUse" {...ends}>
      {stops.map(({ at, color }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: stops have nothing else that tells them apart
        <stop key={i} offset={at} stopColor={toCss(color)} />
      ))}
    </linearGradient>
  );
}

/** A mark in one sentence, for those who hear it. */
function spoken({ label, value, details = [] }: Mark): string {
  const rest = details.map((detail) => `${detail.name} ${detail.value}`);
  return [value === undefined ? label : `${label}: ${value}`, ...rest].join(', ');
}

function pathData({ points, starts }: Polyline, closed: boolean): string {
  let data = '';
  for (let part = 0; part < starts.length; part++) {
    const end = starts[part + 1] ?? points.length;
    data += 'M';
    for (let i = starts[part]; i < end; i += 2) data += `${short(points[i])} ${short(points[i + 1])} `;
    if (closed) data += 'Z';
  }
  return data;
}

/** Hundredths are finer than anybody sees. */
function short(value: number): number {
  return Math.round(value * 100) / 100;
}
