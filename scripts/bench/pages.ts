import { openBenchPanel } from './lib/open-bench-panel.ts';
import { benchRow, report } from './lib/report.ts';
import { fillDatabase } from './pages/fill-database.ts';
import { measurePage } from './pages/measure-page.ts';

const limitMs = 150;
const limitScriptKb = 200;

/** Server time and JavaScript of the main pages with 10,000 instances, 1,000 tenants and 100,000 jobs. */
async function main(): Promise<void> {
  const panel = await openBenchPanel({ worker: 'none' });
  try {
    await fillDatabase(panel.db);
    const tenant = await panel.db.tenant.findFirstOrThrow({ orderBy: { instances: { _count: 'desc' } } });
    const instance = await panel.db.instance.findFirstOrThrow({
      where: { tenantId: tenant.id, state: 'running' },
      orderBy: { createdAt: 'desc' },
    });
    const pages = {
      list: `/t/${tenant.slug}/instances`,
      'list.search': `/t/${tenant.slug}/instances?q=web-19&sort=name&page=2`,
      detail: `/t/${tenant.slug}/instances/${instance.id}`,
      admin: '/admin',
      'admin.instances': '/admin/instances?page=20',
      'admin.tenants': '/admin/tenants',
      'admin.jobs': '/admin/jobs',
    };
    const rows = [];
    for (const [name, path] of Object.entries(pages)) {
      const measured = await measurePage(panel.origin, path, panel.cookie);
      rows.push(benchRow({ name: `${name}.p95`, unit: 'ms', value: measured.p95Ms, limit: limitMs }));
      if (name.includes('.')) continue;
      rows.push(benchRow({ name: `js.${name}`, unit: 'kB', value: measured.scriptKb, limit: limitScriptKb }));
      rows.push(benchRow({ name: `html.${name}`, unit: 'kB', value: measured.htmlKb }));
    }
    report('pages', rows);
  } finally {
    await panel.close();
  }
}

await main();
