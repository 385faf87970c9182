import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packNodes, unpackNodes } from './packedNodes.ts';

test('what is packed is unpacked', () => {
  const segment = fc.stringMatching(/^[a-zü;=-]{1,3}$/);
  const node = fc
    .record({
      parents: fc.array(segment, { maxLength: 2 }),
      text: segment,
      leaf: fc.boolean(),
      branch: fc.boolean(),
    })
    .map(({ parents, text, leaf, branch }) => ({ path: [...parents, text].join('.'), text, leaf, branch }));
  fc.assert(
    fc.property(fc.array(node), fc.boolean(), (nodes, truncated) => {
      expect(unpackNodes(structuredClone(packNodes({ nodes, truncated })))).toEqual({ nodes, truncated });
    }),
  );
});
