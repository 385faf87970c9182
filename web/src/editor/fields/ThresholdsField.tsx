import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { Thresholds } from '../../../../src/schema/dashboard.ts';
import { resolveColor, toCss } from '../../../../src/view/palette.ts';
import { digits } from '../../../../src/view/units/units.ts';
import { Button } from '../../components/Button.tsx';
import { DraftInput } from '../../components/DraftInput.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useTheme } from '../../theme/useTheme.ts';
import {
  addThreshold,
  colorThreshold,
  moveThreshold,
  removeThreshold,
  thresholdRange,
  tidyThresholds,
} from '../thresholdEdits.ts';
import { ColorButton } from './ColorField.tsx';
import styles from './controls.module.css';
import type { FieldProps } from './fieldProps.ts';
import { readNumber } from './numberText.ts';

/** Steps from which on another colour holds: typed, or dragged along the range of the data. */
export function ThresholdsField({ value, context, onChange }: FieldProps<'thresholds'>) {
  const thresholds = tidyThresholds(value as Thresholds | undefined);
  const percent = thresholds.mode === 'percent';
  const set = (next: Thresholds) =>
    onChange(next.steps.length > 1 || next.mode || next.steps[0].color !== 'ok' ? next : undefined);
  return (
    <div className={styles['stack']}>
      {thresholds.steps.length > 1 && (
        <ThresholdSlider thresholds={thresholds} dataRange={context.dataRange} onChange={set} />
      )}
      <ul className={styles['rows']}>
        {thresholds.steps.toReversed().map((step) => {
          const at = thresholds.steps.indexOf(step);
          return (
            <li key={at}>
              <ColorButton
                small
                label={step.value === null ? 'Colour below all' : `Colour from ${step.value}`}
                value={step.color}
                onChange={(color) => color && set(colorThreshold(thresholds, at, color))}
              />
              {step.value === null ? (
                <span className={styles['grow']}>Everything below</span>
              ) : (
                <>
                  <span className={styles['number']}>
                    <DraftInput
                      aria-label="From"
                      inputMode="decimal"
                      value={String(step.value)}
                      whenLeft
                      problem={(text) => (typeof readNumber(text) === 'number' ? null : 'Not a number')}
                      onText={(text) => set(moveThreshold(thresholds, at, readNumber(text) ?? Number.NaN))}
                    />
                    {percent && <span>%</span>}
                  </span>
                  <Button
                    kind="quiet"
                    icon
                    aria-label={`Remove the threshold at ${step.value}`}
                    onClick={() => set(removeThreshold(thresholds, at))}
                  >
                    <X size={13} aria-hidden />
                  </Button>
                </>
              )}
            </li>
          );
        })}
      </ul>
      <div className={styles['line']}>
        <Button kind="quiet" data-testid="add-threshold" onClick={() => set(addThreshold(thresholds))}>
          <Plus size={13} aria-hidden />
          Add threshold
        </Button>
        <Segmented
          label="What thresholds count in"
          value={percent ? 'percent' : 'absolute'}
          options={[
            { value: 'absolute', label: 'Values' },
            { value: 'percent', label: '% of range' },
          ]}
          onChange={(mode) => {
            const { mode: _, ...rest } = thresholds;
            set(mode === 'percent' ? { ...rest, mode: 'percent' } : rest);
          }}
        />
      </div>
    </div>
  );
}

interface SliderProps {
  readonly thresholds: Thresholds;
  readonly dataRange: { readonly min: number; readonly max: number } | null;
  onChange(next: Thresholds): void;
}

/** The range from left to right in the colours of its steps, with a handle at each. */
function ThresholdSlider({ thresholds, dataRange, onChange }: SliderProps) {
  const theme = useTheme();
  const track = useRef<HTMLDivElement>(null);
  const held = useRef<{ value: number; range: { min: number; max: number } } | null>(null);
  const range = held.current?.range ?? thresholdRange(thresholds, dataRange);
  const length = range.max - range.min;
  const share = (value: number) => Math.max(0, Math.min(1, (value - range.min) / length));
  const rounded = (value: number) =>
    Number(value.toPrecision(Math.max(2, Math.ceil(Math.log10(Math.abs(value) / (length / 200) || 10)))));
  const move = (from: number, to: number) => {
    const next = Math.max(range.min, Math.min(range.max, to));
    const at = thresholds.steps.findIndex((step) => step.value === from);
    if (at < 0 || next === from) return;
    if (held.current) held.current.value = next;
    onChange(moveThreshold(thresholds, at, next));
  };
  const drag = (event: PointerEvent) => {
    if (!held.current || !track.current) return;
    const box = track.current.getBoundingClientRect();
    move(held.current.value, rounded(range.min + ((event.clientX - box.left) / box.width) * length));
  };
  const keys = (event: KeyboardEvent, value: number) => {
    const step = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    move(value, rounded(value + (step * length) / (event.shiftKey ? 10 : 100)));
  };
  const stops = thresholds.steps.flatMap(({ value, color }, i) => {
    const css = toCss(resolveColor(color, theme) ?? resolveColor('text', theme)!);
    const from = value === null ? 0 : share(value) * 100;
    const next = thresholds.steps[i + 1]?.value;
    const to = next === undefined || next === null ? 100 : share(next) * 100;
    return [`${css} ${from}%`, `${css} ${to}%`];
  });
  return (
    <div
      className={styles['track']}
      ref={track}
      style={{ background: `linear-gradient(to right, ${stops.join(', ')})` }}
    >
      {thresholds.steps.map(
        (step, i) =>
          step.value !== null && (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a handle is its place in the order
              key={i}
              role="slider"
              tabIndex={0}
              aria-label={`Threshold ${i}`}
              aria-valuemin={range.min}
              aria-valuemax={range.max}
              aria-valuenow={step.value}
              aria-valuetext={digits(step.value)}
              style={{ left: `${share(step.value) * 100}%` }}
              onKeyDown={(event) => keys(event, step.value!)}
              onPointerDown={(event) => {
                event.currentTarget.setPointerCapture(event.pointerId);
                held.current = { value: step.value!, range };
              }}
              onPointerMove={drag}
              onPointerUp={() => {
                held.current = null;
              }}
              onPointerCancel={() => {
                held.current = null;
              }}
            />
          ),
      )}
    </div>
  );
}
