import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { askAll } from './flood/ask-all.ts';
import { clickOnce } from './flood/click-once.ts';
import { makeTenants } from './flood/make-tenants.ts';
import { watchPages } from './flood/watch-pages.ts';
import { openBenchPanel } from './lib/open-bench-panel.ts';
import { percentile } from './lib/percentile.ts';
import { benchRow, report } from './lib/report.ts';
import { panelClient } from './provision/panel-client.ts';

const tenantRange = '10.202.0.0/16';
const limitMs = 300;

/** Hundreds of creations asked at once: what pages, and another tenant's single click, notice of it. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      creates: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '60' },
      image: { type: 'string', default: 'debian/12/minimal' },
      json: { type: 'boolean', default: false },
    },
  });
  const creates = Number(values.creates);
  const open = await openBenchPanel({ worker: 'inline', env: { BERTH_TENANT_RANGE: tenantRange } });
  try {
    const panel = await panelClient(open.origin, open.db);
    const ground = await makeTenants(panel, open.db, { image: values.image, creates });
    try {
      const paths = [
        `/t/${ground.quiet.slug}/instances`,
        '/admin/jobs',
        '/admin',
        `/t/${ground.floods[0]?.slug}/instances`,
      ];
      for (const path of paths) await fetch(open.origin + path, { headers: { cookie: open.cookie } });
      const idle = await watchPages(open, paths, delay(5000));
      const asked = performance.now();
      const flood = askAll(panel, ground, creates).then((answers) => ({
        answers,
        ms: performance.now() - asked,
      }));
      const under = watchPages(open, paths, delay(Number(values.seconds) * 1000));
      const { answers, ms } = await flood;
      const clicks = [];
      for (let n = 0; n < 5; n++) clicks.push(await clickOnce(panel, open.db, ground, `click-${n}`));
      const busy = await under;
      const positions = await open.db.job.count({ where: { state: 'queued' } });
      report('flood', [
        benchRow({ name: 'accepted', unit: 'jobs', value: answers.length }),
        benchRow({ name: 'asked.in', unit: 'ms', value: ms }),
        benchRow({ name: 'still.waiting', unit: 'jobs', value: positions }),
        benchRow({
          name: 'held.by',
          unit: 'jobs',
          value: Math.max(...clicks.map(({ heldBy }) => heldBy)),
          limit: 2,
        }),
        benchRow({
          name: 'click.waited',
          unit: 'ms',
          value: Math.max(...clicks.map(({ waitedMs }) => waitedMs)),
        }),
        benchRow({ name: 'pages.idle.p95', unit: 'ms', value: percentile(idle, 0.95) }),
        benchRow({ name: 'pages.p50', unit: 'ms', value: percentile(busy, 0.5) }),
        benchRow({ name: 'pages.p95', unit: 'ms', value: percentile(busy, 0.95), limit: limitMs }),
      ]);
    } finally {
      await ground.remove();
    }
  } finally {
    await open.close();
  }
}

await main();
process.exit();
