import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { POST as suspendTenant } from '#app/api/v1/tenants/[id]/suspend/route.ts';
import { hashToken, newToken } from '#server/auth/session-token.ts';
import type { Ctx } from '#server/context.ts';
import { installation } from '#server/installation.ts';
import { jobKinds } from '#server/job-kinds.ts';
import { jobObserver } from '#server/telemetry/job-observer.ts';
import { startTracing } from '#server/telemetry/start-tracing.ts';
import { makeEngineTenant } from '#server/testing/make-engine-tenant.ts';
import { makeUser } from '#server/testing/make-user.ts';
import { startOtlpListener } from '#server/testing/otlp-listener.ts';
import { runJobs } from '#server/testing/run-jobs.ts';
import { createTestDatabase, type TestDatabase } from '#server/testing/test-database.ts';

let database: TestDatabase;
let collector: Awaited<ReturnType<typeof startOtlpListener>>;
let tenant: Awaited<ReturnType<typeof makeEngineTenant>>;

/** The library's interface alone is loaded by Next itself. */
const isTracingLoaded = () =>
  Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('/@opentelemetry/sdk-'));

beforeAll(async () => {
  database = await createTestDatabase();
  collector = await startOtlpListener();
  process.env.DATABASE_URL = database.url;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = collector.url;
  process.env.OTEL_SERVICE_NAME = 'harbour';
  const { db, engine, log } = installation();
  const actor = { kind: 'system', name: 'test' } as const;
  const ctx: Ctx = { actor, db, engine, log, now: () => new Date(), requestId: 'test' };
  tenant = await makeEngineTenant(ctx);
});
afterAll(async () => {
  const { db, engine, changes } = installation();
  await tenant?.remove();
  collector?.close();
  await changes.close();
  await engine.close();
  await db.$disconnect();
  await database?.drop();
});

async function suspend(traceparent: string, requestId: string): Promise<string> {
  const { db } = installation();
  const user = await makeUser(db, { password: null, isOperator: true });
  const token = newToken('berth_');
  const data = { userId: user.id, name: 'billing', access: 'write', prefix: 'berth_x' };
  await db.apiToken.create({ data: { ...data, tokenHash: hashToken(token) } });
  const headers = { authorization: `Bearer ${token}`, traceparent, 'x-request-id': requestId };
  const request = new Request(`http://localhost/api/v1/tenants/${tenant.id}/suspend`, {
    method: 'POST',
    headers,
    body: '{"reason":"unpaid"}',
  });
  const answer = await suspendTenant(request, { params: Promise.resolve({ id: tenant.id }) });
  expect(answer.status).toBe(202);
  return ((await answer.json()) as { jobId: string }).jobId;
}

test('one trace goes from the call through job and step to the engine, under the caller’s own', async () => {
  expect(isTracingLoaded()).toBe(false);
  const { db, engine, log } = installation();
  const tracing = await startTracing(log);
  expect(isTracingLoaded()).toBe(true);
  const [traceId, callerSpanId] = [randomUUID().replaceAll('-', ''), 'abcdef0123456789'];
  const jobId = await suspend(`00-${traceId}-${callerSpanId}-01`, 'click-4711');
  await runJobs({ db, log, tools: { engine }, observer: jobObserver }, jobKinds);
  await tracing.stop();

  const row = await db.job.findUniqueOrThrow({ where: { id: jobId } });
  expect(row).toMatchObject({ state: 'done', requestId: 'click-4711' });
  expect(row.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  expect([...collector.services]).toEqual(['harbour']);
  const ours = collector.spans.filter((span) => span.traceId === traceId);
  const call = ours.find((span) => span.name === 'POST /api/v1/tenants/{id}/suspend');
  const job = ours.find((span) => span.name === 'job suspend-tenant');
  const steps = ours.filter((span) => span.parentSpanId === job?.spanId);
  const engineCalls = ours.filter((span) => steps.some((step) => step.spanId === span.parentSpanId));
  expect(call).toMatchObject({
    parentSpanId: callerSpanId,
    attributes: { 'berth.request_id': 'click-4711' },
  });
  expect(job).toMatchObject({ parentSpanId: call?.spanId, attributes: { 'berth.job_id': jobId } });
  expect(steps.map((step) => step.name)).toEqual(['step wait-for-jobs', 'step remember', 'step stop']);
  expect(engineCalls.map((span) => span.name)).toContain('GET /1.0/instances');
  expect(ours.filter((span) => span.isError)).toEqual([]);
});
