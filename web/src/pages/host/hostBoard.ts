import type { Dashboard } from '../../../../src/schema/dashboard.ts';
import type { TimeRange } from '../../time/range.ts';

/** The dashboard of hosts, as the page of one of them: nothing to choose, its name for a title, a range that it has data in. */
export function hostBoard(board: Dashboard, name: string, range: TimeRange): Dashboard {
  return {
    ...board,
    title: name,
    time: { from: range.from, until: range.until },
    variables: (board.variables ?? []).map((variable) =>
      variable.name === 'host' ? { type: 'constant', name: 'host', value: name } : variable,
    ),
    links: [],
  };
}
