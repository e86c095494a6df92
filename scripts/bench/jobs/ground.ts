import { listenChanges } from '#server/events/listen-changes.ts';
import { connectEngine } from '#server/incus/connect-engine.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { startWorker } from '#server/jobs/start-worker.ts';
import { makeEngineInstance } from '#server/testing/make-engine-instance.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { openTestCtx } from '#server/testing/open-test-ctx.ts';

/**
 * A tenant with one small instance on the machine's engine, a database of its own and a worker as the panel runs it.
 * `engineMs` is the time that calls of the engine have taken so far.
 */
export async function openGround() {
  const opened = await openTestCtx();
  const tenant = await makeEngineTenant(opened.ctx);
  const instance = await makeEngineInstance(opened.ctx, tenant);
  let engineMs = 0;
  const engine = connectEngine({
    url: 'unix:///var/lib/incus/unix.socket',
    onCall: ({ durationMs }) => {
      engineMs += durationMs;
    },
  });
  const ctx = { ...opened.ctx, engine };
  const { db, log } = ctx;
  const worker = await startWorker(opened.url, jobKinds, { db, log, tools: { engine } });
  const changes = listenChanges(opened.url, log);
  return {
    ctx,
    tenant,
    instance,
    changes,
    engineMs: () => engineMs,
    async close() {
      await worker.stop();
      await changes.close();
      await engine.close();
      await tenant.remove();
      await opened.close();
    },
  };
}

export type Ground = Awaited<ReturnType<typeof openGround>>;
