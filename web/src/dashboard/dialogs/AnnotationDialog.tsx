import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { WriteAnnotation } from '../../../../src/schema/dashboards.ts';
import type { ShownAnnotation } from '../../../../src/view/annotations.ts';
import { dashboardsApi } from '../../api/dashboards.ts';
import { Button } from '../../components/Button.tsx';
import { Modal } from '../../components/Modal.tsx';
import { Problem } from '../../components/Problem.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextField } from '../../components/TextField.tsx';
import { formatField, parseMoment } from '../../time/range.ts';
import { useActions } from '../actions.ts';
import type { DashboardScope } from '../scope.ts';
import styles from './Dialogs.module.css';
import { readTags } from './readTags.ts';

interface AnnotationDialogProps {
  readonly panelId: string | null;
  readonly time: number;
  readonly timeEnd: number | null;
  readonly annotation?: ShownAnnotation;
  readonly scope: DashboardScope;
  onClose(): void;
}

/** A mark at an instant or over a while: what happened then. */
export function AnnotationDialog(props: AnnotationDialogProps) {
  const { panelId, time, timeEnd, annotation, scope, onClose } = props;
  const actions = useActions();
  const client = useQueryClient();
  const [title, setTitle] = useState(annotation?.title ?? '');
  const [text, setText] = useState(annotation?.text ?? '');
  const [tags, setTags] = useState((annotation?.tags ?? []).join(', '));
  const [start, setStart] = useState(formatField(time, scope.zone));
  const [end, setEnd] = useState(timeEnd === null ? '' : formatField(timeEnd, scope.zone));
  const [everywhere, setEverywhere] = useState(panelId === null);
  const from = secondsOf(start, scope.zone);
  const until = end.trim() ? secondsOf(end, scope.zone) : null;
  const wrongTime = from === null || (end.trim() !== '' && until === null);
  const done = (words: string) => {
    void client.invalidateQueries({ queryKey: ['annotations'] });
    actions.say(words);
    onClose();
  };
  const write = useMutation({
    mutationFn: () => {
      const body: WriteAnnotation = {
        time: from!,
        timeEnd: until !== null && until > from! ? until : null,
        title: title.trim(),
        text,
        tags: readTags(tags),
        dashboard: annotation ? annotation.dashboard : (scope.dashboard?.uid ?? null),
        panel: everywhere ? null : panelId,
      };
      return annotation
        ? dashboardsApi.changeAnnotation(annotation.id, body)
        : dashboardsApi.createAnnotation(body);
    },
    onSuccess: () => done(annotation ? 'Annotation changed.' : 'Annotation made.'),
  });
  const remove = useMutation({
    mutationFn: () => dashboardsApi.removeAnnotation(annotation!.id),
    onSuccess: () => done('Annotation removed.'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && !wrongTime) write.mutate();
  };
  const busy = write.isPending || remove.isPending;
  const error = write.error ?? remove.error;
  return (
    <Modal title={annotation ? 'Annotation' : 'Make an annotation'} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <TextField
          label="What happened"
          value={title}
          maxLength={1000}
          data-testid="annotation-title"
          onChange={(event) => setTitle(event.target.value)}
        />
        <div className={styles['two']}>
          <TextField
            label="At"
            value={start}
            problem={from === null ? 'Such as 2026-11-23 14:05.' : undefined}
            onChange={(event) => setStart(event.target.value)}
          />
          <TextField
            label="Until"
            placeholder="An instant"
            value={end}
            problem={
              end.trim() !== '' && until === null ? 'Such as 2026-11-23 14:05, or nothing.' : undefined
            }
            onChange={(event) => setEnd(event.target.value)}
          />
        </div>
        <TextField
          label="Tags"
          placeholder="deploy, web"
          value={tags}
          onChange={(event) => setTags(event.target.value)}
        />
        <TextArea
          label="More about it"
          value={text}
          maxLength={65_536}
          onChange={(event) => setText(event.target.value)}
        />
        {panelId !== null && (
          <label className={styles['check']}>
            <input
              type="checkbox"
              checked={everywhere}
              onChange={(event) => setEverywhere(event.target.checked)}
            />
            It is about the whole dashboard, not only this panel
          </label>
        )}
        {error && <Problem error={error} />}
        <div className={styles['buttons']}>
          {annotation && (
            <Button kind="danger" disabled={busy} onClick={() => remove.mutate()}>
              Remove
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            type="submit"
            disabled={busy || !title.trim() || wrongTime}
            data-testid="annotation-save"
          >
            {annotation ? 'Change' : 'Make'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Seconds since 1970 of what was typed, by the clocks of a zone; null when it is no fixed moment. */
function secondsOf(text: string, zone: string): number | null {
  const moment = parseMoment(text, zone);
  return moment !== null && /^\d+$/.test(moment) ? Number(moment) : null;
}
