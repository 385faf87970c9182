import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  completionKeymap,
  completionStatus,
  selectedCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, insertNewline } from '@codemirror/commands';
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { useEffect, useRef } from 'react';
import { completionPlace } from './completionContext.ts';
import { type TargetWord, targetCompletions } from './completionSources.ts';
import { editorTheme } from './editorTheme.ts';
import { faultMark, setFault } from './fault.ts';
import type { FinderScope } from './finderScope.ts';
import { highlightTarget } from './highlight.ts';

export interface QueryEditorProps {
  readonly value: string;
  readonly label: string;
  /** 0-based offset of the last run's error; null when there was none. */
  readonly fault: number | null;
  readonly autoFocus: boolean;
  /** What completion offers. */
  readonly scope: FinderScope;
  /** What else it offers: other queries, variables. */
  readonly words?: readonly TargetWord[];
  readonly testId?: string;
  onChange(value: string): void;
  onRun(value: string): void;
  onFocus?(): void;
  /** The editor was left; its text may not have been run. */
  onLeave?(value: string): void;
}

/** Enter runs, unless it picks from the list something that is not typed already. */
function enter(view: EditorView, run: () => void): boolean {
  if (completionStatus(view.state) === 'active') {
    const picked = selectedCompletion(view.state);
    const place = completionPlace(view.state.doc.toString(), view.state.selection.main.head);
    const typed = picked && place && (picked.label === place.segment || picked.label === place.word);
    if (!typed && acceptCompletion(view)) return true;
  }
  return runNow(view, run);
}

function runNow(view: EditorView, run: () => void): boolean {
  closeCompletion(view);
  run();
  return true;
}

/** Closes the list, or else leaves the editor. */
function stepBack(view: EditorView): boolean {
  if (!closeCompletion(view)) view.contentDOM.blur();
  return true;
}

/** One target of the query, with completion of names and functions. */
export default function QueryEditor(props: QueryEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor is made once and reads later props through a ref
  useEffect(() => {
    const run = () => latest.current.onRun(view.state.doc.toString());
    const view = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: props.value,
        extensions: [
          history(),
          EditorView.lineWrapping,
          Prec.highest(
            keymap.of([
              { key: 'Enter', run: (target) => enter(target, run) },
              { key: 'Shift-Enter', run: insertNewline },
              { key: 'Mod-Enter', run: (target) => runNow(target, run) },
              { key: 'Tab', run: acceptCompletion },
              { key: 'Escape', run: stepBack },
            ]),
          ),
          keymap.of([...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          autocompletion({
            override: targetCompletions(
              run,
              () => latest.current.scope,
              () => latest.current.words ?? [],
            ),
            icons: false,
            activateOnTyping: true,
            activateOnTypingDelay: 60,
            maxRenderedOptions: 60,
            interactionDelay: 0,
          }),
          placeholder('Metric name or function, such as hosts.*.load.1m'),
          highlightTarget,
          faultMark,
          editorTheme,
          EditorView.contentAttributes.of({
            'aria-label': props.label,
            autocapitalize: 'off',
            autocorrect: 'off',
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
            if (!update.focusChanged) return;
            if (update.view.hasFocus) latest.current.onFocus?.();
            else latest.current.onLeave?.(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.current = view;
    if (props.autoFocus) view.focus();
    return () => {
      view.destroy();
      editor.current = null;
    };
  }, []);

  // Text that came from elsewhere: the tree, the address, undo of the browser.
  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === props.value) return;
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: props.value },
      selection: { anchor: props.value.length },
    });
  }, [props.value]);
  useEffect(() => {
    editor.current?.dispatch({ effects: setFault.of(props.fault) });
  }, [props.fault]);

  return <div ref={host} data-testid={props.testId ?? 'explore-query'} />;
}
