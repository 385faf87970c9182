import { expect, test } from 'vitest';
import { createEventReader } from './eventStream.ts';

const stream =
  ': hello\n\ndata: {"a":1}\n\nevent: x\ndata: one\ndata: two\r\n\r\n:\n\ndata:tight\n\ndata: unfinished';

test('events arrive whole wherever the text is cut', () => {
  for (let cut = 0; cut <= stream.length; cut++) {
    const seen: string[] = [];
    const read = createEventReader((data) => seen.push(data));
    read(stream.slice(0, cut));
    read(stream.slice(cut));
    expect(seen).toEqual(['{"a":1}', 'one\ntwo', 'tight']);
  }
});
