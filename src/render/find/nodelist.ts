/** The distinct segments at one position of the paths: `{nodes: [text, …]}`, sorted. */
import { RenderOptionError } from '../format.ts';
import { jsonAnswer } from '../jsonAnswer.ts';
import type { FindFormat } from './format.ts';

export const nodelist: FindFormat = {
  name: 'nodelist',
  render(found, options) {
    const { position = -1 } = options;
    const nodes = new Set<string>();
    for (const { path } of found.flatMap((each) => each.nodes)) {
      const segment = path.split('.').at(position);
      if (segment === undefined) {
        throw new RenderOptionError(
          `position is ${position}, and "${path.slice(0, 100)}" has no such segment`,
        );
      }
      nodes.add(segment);
    }
    return jsonAnswer(Buffer.from(JSON.stringify({ nodes: [...nodes].sort() })), options);
  },
};
