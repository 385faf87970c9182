import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  insertCompletionText,
  pickedCompletion,
  startCompletion,
} from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import { api, type FunctionInfo } from '../api/client.ts';
import { queryClient } from '../app/queryClient.ts';
import { completionPlace, hasGlob } from './completionContext.ts';
import { type FinderScope, scopeParameters } from './finderScope.ts';
import { functionsQuery } from './functions.ts';
import { nodesBelow } from './nodesBelow.ts';

const shortSeconds = 10_000;
const searchLimit = 20;
/** What stays valid while one goes on typing a segment. */
const segmentPattern = /^[^.\s(),{}"']*$/;

function insert(
  text: string,
  after: (view: EditorView, completion: Completion) => void,
): NonNullable<Completion['apply']> {
  return (view, completion, from, to) => {
    view.dispatch({
      ...insertCompletionText(view.state, text, from, to),
      annotations: pickedCompletion.of(completion),
    });
    after(view, completion);
  };
}

/** Something else that may stand in a target, such as `#B` or `$host`, and what it is. */
export interface TargetWord {
  readonly text: string;
  readonly detail: string;
}

/**
 * Completion of metric names, segment by segment and by search, of functions, and of `words`; `scope` and `words` are asked each
 * time.
 */
export function targetCompletions(
  onWholeName: () => void,
  scope: () => FinderScope,
  words: () => readonly TargetWord[],
): CompletionSource[] {
  const wholeName = (view: EditorView) => {
    // A name that is the whole query is drawn at once; inside a call there is more to type.
    if (!/[(),]/.test(view.state.doc.toString())) onWholeName();
  };

  const segments: CompletionSource = async (context) => {
    const place = placeOf(context);
    if (!place || (!place.word && !context.explicit && !place.inCall)) return null;
    const nodes = await nodesBelow(place.parent, scope()).catch(() => []);
    if (context.aborted) return null;
    return {
      from: place.segmentStart,
      validFor: segmentPattern,
      options: nodes.map((node) => ({
        label: node.text,
        detail: node.branch ? '…' : 'metric',
        boost: 10,
        apply: place.inBraces
          ? node.text
          : node.branch && !node.leaf
            ? insert(`${node.text}.`, startCompletion)
            : insert(node.text, wholeName),
      })),
    };
  };

  const search: CompletionSource = async (context) => {
    const place = placeOf(context);
    if (!place || place.word.length < 2 || place.inBraces || hasGlob(place.word)) return null;
    const parameters = scopeParameters(scope());
    const answer = await queryClient
      .fetchQuery({
        queryKey: ['search', place.word, searchLimit, parameters],
        queryFn: ({ signal }) => api.search(place.word, searchLimit, parameters, signal),
        staleTime: shortSeconds,
      })
      .catch(() => ({ names: [] as string[] }));
    if (context.aborted) return null;
    const prefix = place.parent ? `${place.parent}.` : '';
    // What the segments already offer is not offered twice.
    const names = answer.names.filter(
      (name) => !(name.startsWith(prefix) && !name.slice(prefix.length).includes('.')),
    );
    return {
      from: place.wordStart,
      options: names.map((name) => ({
        label: name,
        detail: 'metric',
        // The next segment first, whole names after it.
        boost: -50,
        apply: insert(name, wholeName),
      })),
    };
  };

  const functions: CompletionSource = async (context): Promise<CompletionResult | null> => {
    const place = placeOf(context);
    if (!place || place.word.includes('.') || place.inBraces || hasGlob(place.word)) return null;
    if (!place.word && !context.explicit) return null;
    const all = await loadFunctions().catch(() => []);
    if (context.aborted || all.length === 0) return null;
    return {
      from: place.wordStart,
      validFor: /^\w*$/,
      options: all.map((info) => ({
        label: info.name,
        detail: info.group || 'function',
        type: 'function',
        info: () => describe(info),
        apply: (view, completion, from, to) => {
          const called = view.state.sliceDoc(to, to + 1) === '(';
          const text = called ? info.name : `${info.name}()`;
          view.dispatch({
            ...insertCompletionText(view.state, text, from, to),
            selection: { anchor: from + info.name.length + 1 },
            annotations: pickedCompletion.of(completion),
          });
          startCompletion(view);
        },
      })),
    };
  };

  const others: CompletionSource = (context) => {
    // Variables are put into quoted texts as well.
    const typed = context.matchBefore(/[#$]\w*/);
    if (!typed) return null;
    const options = words().filter(({ text }) => text.startsWith(typed.text[0]));
    if (options.length === 0) return null;
    return {
      from: typed.from,
      validFor: /^[#$]\w*$/,
      options: options.map(({ text, detail }) => ({ label: text, detail, boost: 20 })),
    };
  };

  return [segments, search, functions, others];
}

function placeOf(context: CompletionContext) {
  return completionPlace(context.state.doc.toString(), context.pos);
}

async function loadFunctions(): Promise<FunctionInfo[]> {
  const answer = await queryClient.fetchQuery(functionsQuery);
  return Object.values(answer);
}

function describe(info: FunctionInfo): HTMLElement {
  const box = document.createElement('div');
  const signature = document.createElement('code');
  signature.textContent = info.function;
  const text = document.createElement('p');
  text.textContent = info.description ?? '';
  box.append(signature, text);
  return box;
}
