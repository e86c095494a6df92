import { parseArgs } from 'node:util';
import { openDatabase } from '#server/db.ts';
import { openEngine } from '#server/engine.ts';
import { env } from '#server/env.ts';
import { createLogger } from '#server/log.ts';
import { planReconcile } from '#server/reconcile/plan-reconcile.ts';
import { reconcile } from '#server/reconcile/reconcile.ts';
import type { DryRun } from '#server/reconcile/schema.ts';
import { takeInstallationEnvironment } from './lib/installation-environment.ts';

const usage = `npm run reconcile -- --dry-run [--json]   shows what a pass would do, and does nothing
npm run reconcile                          runs one pass
`;

const plans = {
  mend: 'put right',
  report: 'report',
  wait: 'wait: it may be just being made',
  known: 'nothing: it is known',
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(usage);
  takeInstallationEnvironment();
  const { DATABASE_URL, LOG_LEVEL } = env();
  const log = createLogger(LOG_LEVEL === 'info' ? 'warn' : LOG_LEVEL);
  const db = openDatabase(DATABASE_URL, 4);
  const engine = openEngine(log);
  const print = (answer: object, text: string) =>
    process.stdout.write(values.json ? `${JSON.stringify(answer)}\n` : text);
  try {
    if (values['dry-run']) {
      const ctx = { db, engine, log, now: () => new Date(), requestId: 'reconcile' };
      const plan = await planReconcile({ ...ctx, actor: { kind: 'system', name: 'reconcile' } });
      print(plan, planText(plan));
    } else {
      const pass = await reconcile({ db, engine, log });
      print(pass, `${pass.mended} put right, ${pass.open} for people\n`);
      if (pass.failures.length > 0) process.exitCode = 1;
    }
  } finally {
    await engine.close();
    await db.$disconnect();
  }
}

function planText({ items, failures }: DryRun): string {
  const lines = items.flatMap(({ kind, subject, tenant, plan, details }) => [
    `${plans[plan].padEnd(34)} ${kind.padEnd(22)} ${subject}${tenant ? ` (${tenant.slug})` : ''}`,
    ...(details.changes ?? []).map(
      ({ what, is, wanted }) => `${' '.repeat(35)}${what}: ${is ?? 'nothing'} → ${wanted ?? 'nothing'}`,
    ),
  ]);
  const failed = failures.map(({ checker, message }) => `${checker} could not look: ${message}`);
  return `${[...lines, ...failed, items.length === 0 ? 'Everything is as it should be.' : ''].join('\n').trim()}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
