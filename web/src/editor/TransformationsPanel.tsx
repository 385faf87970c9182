import { ArrowDown, ArrowUp, Eye, EyeOff, Plus, Table2, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TransformationConfig } from '../../../src/schema/dashboard.ts';
import type { Frame } from '../../../src/view/frame.ts';
import { applyTransformations, transformations } from '../../../src/view/transformations/index.ts';
import { Button } from '../components/Button.tsx';
import { Picker } from '../components/Picker.tsx';
import { FrameTable } from './FrameTable.tsx';
import type { FieldContext } from './fields/fieldProps.ts';
import type { OptionValues } from './optionValues.ts';
import { TransformationForm } from './TransformationForm.tsx';
import styles from './TransformationsPanel.module.css';
import { moved } from './targetEdits.ts';

interface TransformationsPanelProps {
  readonly steps: readonly TransformationConfig[];
  /** What the queries answer, a frame for each series. */
  readonly frames: readonly Frame[];
  readonly zone: string;
  readonly context: FieldContext;
  onChange(steps: readonly TransformationConfig[]): void;
}

const options = transformations.map(({ kind, label }) => ({ value: kind, label }));
const byKind = new Map(transformations.map((each) => [each.kind, each]));

/** What is done with the answers before they are drawn, step by step, with the result of each to look at. */
export function TransformationsPanel({ steps, frames, zone, context, onChange }: TransformationsPanelProps) {
  const [looked, setLooked] = useState<number | null>(null);
  const change = (at: number, step: TransformationConfig) => onChange(steps.with(at, step));
  const move = (from: number, to: number) => {
    onChange(moved(steps, from, to));
    if (looked === from) setLooked(to);
  };
  return (
    <div className={styles['steps']} data-testid="transformations">
      {steps.length === 0 && (
        <p className={styles['none']}>
          Series are drawn as the queries answer them. A transformation makes other series, or tables, of
          them.
        </p>
      )}
      {steps.map((step, i) => (
        <Step
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the order
          key={`${i} ${step.kind}`}
          step={step}
          at={i}
          last={i === steps.length - 1}
          steps={steps}
          frames={frames}
          zone={zone}
          context={context}
          looked={looked === i}
          onLook={(on) => setLooked(on ? i : null)}
          onChange={(next) => change(i, next)}
          onMove={(by) => move(i, i + by)}
          onRemove={() => {
            setLooked(null);
            onChange(steps.toSpliced(i, 1));
          }}
        />
      ))}
      <Picker
        label="Add a transformation"
        trigger={
          <Button data-testid="add-transformation">
            <Plus size={13} aria-hidden />
            Add transformation
          </Button>
        }
        options={options}
        placeholder="Search transformations"
        describe={({ value }) => byKind.get(value)?.summary}
        onPick={(kind) => onChange([...steps, { kind }])}
      />
    </div>
  );
}

interface StepProps extends Omit<TransformationsPanelProps, 'onChange'> {
  readonly step: TransformationConfig;
  readonly at: number;
  readonly last: boolean;
  readonly looked: boolean;
  onLook(on: boolean): void;
  onChange(step: TransformationConfig): void;
  onMove(by: number): void;
  onRemove(): void;
}

function Step({
  step,
  at,
  last,
  steps,
  frames,
  zone,
  context,
  looked,
  onLook,
  onChange,
  onMove,
  onRemove,
}: StepProps) {
  const kind = byKind.get(step.kind);
  const label = kind?.label ?? step.kind;
  const before = useMemo(() => applyTransformations(frames, steps.slice(0, at)), [frames, steps, at]);
  const after = useMemo(() => (looked ? applyTransformations(before, [step]) : []), [before, step, looked]);
  const names = useMemo(
    () => [...new Set(before.flatMap(({ fields }) => fields.map(({ name }) => name)))],
    [before],
  );
  const setOptions = (next: OptionValues) => {
    const { options: _, ...rest } = step;
    onChange(Object.keys(next).length > 0 ? { ...rest, options: next } : rest);
  };
  return (
    <section className={styles['step']} data-off={step.disabled || undefined} aria-label={label}>
      <header>
        <b>{at + 1}</b>
        <h4 title={kind?.summary}>{label}</h4>
        <div>
          <Button
            kind="quiet"
            icon
            aria-label={`Show the result of ${label}`}
            aria-pressed={looked}
            title="The result of this step"
            onClick={() => onLook(!looked)}
          >
            <Table2 size={14} aria-hidden />
          </Button>
          <Button
            kind="quiet"
            icon
            aria-label={step.disabled ? `Switch ${label} on` : `Switch ${label} off`}
            onClick={() => {
              const { disabled, ...rest } = step;
              onChange(disabled ? rest : { ...rest, disabled: true });
            }}
          >
            {step.disabled ? <EyeOff size={14} aria-hidden /> : <Eye size={14} aria-hidden />}
          </Button>
          <Button
            kind="quiet"
            icon
            aria-label={`Move ${label} up`}
            disabled={at === 0}
            onClick={() => onMove(-1)}
          >
            <ArrowUp size={14} aria-hidden />
          </Button>
          <Button
            kind="quiet"
            icon
            aria-label={`Move ${label} down`}
            disabled={last}
            onClick={() => onMove(1)}
          >
            <ArrowDown size={14} aria-hidden />
          </Button>
          <Button kind="quiet" icon aria-label={`Remove ${label}`} onClick={onRemove}>
            <Trash2 size={14} aria-hidden />
          </Button>
        </div>
      </header>
      {kind ? (
        <div className={styles['form']}>
          <p className={styles['summary']}>{kind.summary}</p>
          <TransformationForm
            specs={kind.options}
            values={step.options ?? {}}
            names={names}
            context={context}
            onChange={setOptions}
          />
        </div>
      ) : (
        <p className={styles['none']}>
          Nothing here knows "{step.kind}", so it changes nothing. It is kept for the program that it came
          from.
        </p>
      )}
      {looked && <Result frames={after} zone={zone} label={`Result of ${label}`} />}
    </section>
  );
}

const mostFrames = 20;

/** What a step gives: one of its tables at a time. */
function Result({ frames, zone, label }: { frames: readonly Frame[]; zone: string; label: string }) {
  const [at, setAt] = useState(0);
  const frame = frames[Math.min(at, frames.length - 1)];
  if (!frame) return <p className={styles['none']}>Nothing is left after this step.</p>;
  return (
    <div className={styles['result']}>
      {frames.length > 1 && (
        <select
          aria-label="Which of the tables"
          value={at}
          onChange={({ target }) => setAt(Number(target.value))}
        >
          {frames.slice(0, mostFrames).map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two tables may have the same name
            <option key={i} value={i}>
              {each.name || `Table ${i + 1}`}
            </option>
          ))}
        </select>
      )}
      <FrameTable frame={frame} zone={zone} label={label} rows={8} />
      {frames.length > mostFrames && (
        <p className={styles['none']}>
          The first {mostFrames} of {frames.length} tables.
        </p>
      )}
    </div>
  );
}
