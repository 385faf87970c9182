// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to queries are what is shown
import { examplesOf, wave } from '../exampleData.ts';

const example = examplesOf('text', { w: 8, h: 8 });
const loads = ['web01', 'web02'].map((host, i) =>
  wave(`hosts.${host}.cpu.all.percent`, { base: 30 + 30 * i }),
);

export const examples = [
  example('Markdown', [], {
    options: {
      content: `## Runbook
Who is called: **the team of the week**, see [the list](/dashboards).

1. Look at [all hosts](/) first.
2. Restart with \`systemctl restart web\`.

> A restart takes about a minute.

| Service | Port |
| --- | --- |
| web | 443 |
| api | 8443 |

\`\`\`sh
journalctl -u web --since -1h
\`\`\``,
    },
  }),
  example('Values of queries', loads, {
    field: { unit: 'percent', decimals: 0 },
    options: {
      content: '### Web servers\nNow at ${A}.\n\nThe busiest minute of the hour: **${A.max}**.',
    },
  }),
  example('HTML', [], {
    options: {
      mode: 'html',
      content:
        '<div style="display:flex;gap:12px;align-items:center"><svg width="40" height="40" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#3a9" /></svg><div><h3>All well</h3><p style="font-size:12px">Checked by hand</p></div></div>',
    },
  }),
  example(
    'As it is',
    [],
    {
      options: {
        mode: 'code',
        content: '[server]\nhttp = "0.0.0.0:8080"\n\n[storage]\nretention = "10s:6h, 1m:7d"',
      },
    },
    { h: 5 },
  ),
  example('Nothing written', [], {}, { h: 3 }),
];
