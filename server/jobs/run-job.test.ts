import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Db, openDatabase } from '#server/db.ts';
import { AppError } from '#server/errors.ts';
import { createLogger } from '#server/log.ts';
import { runJobs } from '#server/testing/run-jobs.ts';
import { createTestDatabase } from '#server/testing/test-database.ts';
import { claimJobs } from './claim-jobs.ts';
import { type AnyJob, defineJob, type Step } from './define-job.ts';
import { enqueueJob } from './enqueue-job.ts';
import { Interrupted } from './interrupted.ts';
import type { RunSignals } from './worker-tools.ts';

type Params = { label: string };
type TestStep = Step<Params, object>;

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let db: Db;
let trail: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url, 4);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});
beforeEach(() => {
  trail = [];
});

/** A step that writes what happened to it into `trail`. */
function step(name: string, change: Partial<TestStep> = {}): TestStep {
  return {
    name,
    async run() {
      trail.push(`run ${name}`);
      return `${name} out`;
    },
    async undo() {
      trail.push(`undo ${name}`);
    },
    ...change,
  };
}
function failing(name: string, error: Error): TestStep {
  return step(name, {
    async run() {
      trail.push(`run ${name}`);
      throw error;
    },
  });
}
function unavailable(): Error {
  return Object.assign(new Error('no answer'), { kind: 'unavailable', engineMessage: 'no answer' });
}
function job(steps: TestStep[], more: Partial<AnyJob<object>> = {}): AnyJob<object> {
  return defineJob({ kind: 'test', version: 1, params: z.object({ label: z.string() }), steps, ...more });
}
async function enqueue(definition: AnyJob<object>, subjectKey = `test:${randomUUID()}`, secret?: string) {
  return db.$transaction((tx) =>
    enqueueJob(tx, definition, {
      params: { label: 'a' },
      subject: 'thing',
      subjectKey,
      actorId: null,
      actorName: 'test',
      ...(secret !== undefined && { secret }),
    }),
  );
}
async function work(definition: AnyJob<object>, id: string, signals?: Partial<RunSignals>) {
  const tools = { db, log: createLogger('silent'), tools: {} };
  await runJobs(tools, new Map([['test', definition]]), { jobId: id, ...(signals && { signals }) });
  return db.job.findUniqueOrThrow({
    where: { id },
    include: { steps: { orderBy: { position: 'asc' } }, secret: true },
  });
}

describe('a job', () => {
  test('runs its steps in order, hands on what they return, and is done', async () => {
    const seen: unknown[] = [];
    const definition = job([
      step('one'),
      step('two', {
        async run({ outputs, params }) {
          seen.push(outputs.one, params.label);
        },
      }),
    ]);
    const ended = await work(definition, await enqueue(definition));
    expect(ended).toMatchObject({ state: 'done', error: null });
    expect(ended.steps.map((row) => row.state)).toEqual(['done', 'done']);
    expect(seen).toEqual(['one out', 'a']);
  });

  test('undoes every step that started, the failed one too, the last one first', async () => {
    const definition = job([step('one'), failing('two', new Error('boom')), step('three')]);
    const ended = await work(definition, await enqueue(definition));
    expect(trail).toEqual(['run one', 'run two', 'undo two', 'undo one']);
    expect(ended.state).toBe('failed');
    expect(ended.errorReason).toBe('internal');
    expect(ended.error).not.toContain('boom');
    expect(ended.steps.map((row) => row.state)).toEqual(['undone', 'undone', 'waiting']);
  });

  test('tries again when the engine does not answer, and tells its own words in the end', async () => {
    const definition = job([failing('one', unavailable())]);
    definition.steps[0] && Object.assign(definition.steps[0], { maxAttempts: 2 });
    const ended = await work(definition, await enqueue(definition));
    expect(trail).toEqual(['run one', 'run one', 'undo one']);
    expect(ended).toMatchObject({ state: 'failed', errorReason: 'engine-unavailable' });
    expect(ended.error).toContain('no answer');
  });

  test('keeps what only operators may know beside its error', async () => {
    const held = new AppError('conflict', 'vault-held', { name: 'acme' }, { forOperators: 'backup (4711)' });
    const definition = job([step('one'), failing('two', held)]);
    const ended = await work(definition, await enqueue(definition));
    expect(ended).toMatchObject({ state: 'failed', errorForOperators: 'backup (4711)' });
    expect(ended.steps[1]).toMatchObject({ errorForOperators: 'backup (4711)' });
    const texts = [ended.error, ended.errorDetails, ended.steps[1]?.error];
    expect(JSON.stringify(texts)).not.toContain('4711');
  });

  test('is stuck when an undo keeps failing, and keeps its subject from other jobs', async () => {
    const broken = step('one', {
      async undo() {
        trail.push('undo one');
        throw new Error('still there');
      },
    });
    const definition = job([broken, failing('two', new Error('boom'))]);
    const key = `test:${randomUUID()}`;
    const ended = await work(definition, await enqueue(definition, key));
    expect(ended.state).toBe('stuck');
    expect(trail.filter((line) => line === 'undo one')).toHaveLength(4);
    await expect(enqueue(definition, key)).rejects.toMatchObject({ code: 'busy' });
  }, 20_000);

  test('goes on after a crash with the step that had started, and repeats no finished one', async () => {
    const definition = job([step('one'), step('two')]);
    const id = await enqueue(definition);
    await db.job.update({ where: { id }, data: { state: 'running' } });
    await db.jobStep.update({
      where: { jobId_position: { jobId: id, position: 0 } },
      data: { state: 'done' },
    });
    await db.jobStep.update({
      where: { jobId_position: { jobId: id, position: 1 } },
      data: { state: 'running' },
    });
    expect((await work(definition, id)).state).toBe('done');
    expect(trail).toEqual(['run two']);
  });

  test('goes on with undoing after a crash, with the error that began it', async () => {
    const definition = job([step('one'), step('two')]);
    const id = await enqueue(definition);
    const kept = { errorReason: 'instance-name-taken', errorForOperators: 'backup (4711)' };
    await db.job.update({
      where: { id },
      data: { state: 'undoing', ...kept, errorDetails: { name: 'x' } },
    });
    await db.jobStep.updateMany({ where: { jobId: id }, data: { state: 'done' } });
    const ended = await work(definition, id);
    expect(trail).toEqual(['undo two', 'undo one']);
    expect(ended).toMatchObject({ state: 'failed', ...kept });
  });

  test('that has ended is not run again', async () => {
    const definition = job([step('one')]);
    const id = await enqueue(definition);
    await work(definition, id);
    await work(definition, id);
    expect(trail).toEqual(['run one']);
  });

  test('begun under a list of steps that nobody here knows is left to a worker that does', async () => {
    const id = await enqueue(job([step('one')]));
    const known = ['test:2'];
    expect(await claimJobs(db, { workerId: 'newer', leaseSeconds: 9, limit: 9, known })).toEqual([]);
    expect((await work(job([step('one')]), id)).state).toBe('done');
  });

  test('begun by the former version is run to its end by the list of that version', async () => {
    const former = job([step('one'), step('two', { maxAttempts: 1 })]);
    const id = await enqueue(former);
    const drain = AbortSignal.abort();
    expect((await work(former, id, { drain })).state).toBe('running');
    const current = job([step('zero'), step('two')], { version: 2, former: [former] });
    expect(await work(current, id)).toMatchObject({ state: 'done', version: 1 });
    expect(trail).toEqual(['run one', 'run two']);
    await work(current, await enqueue(current));
    expect(trail.slice(2)).toEqual(['run zero', 'run two']);
  });

  test('cancelled before a step undoes what came before it', async () => {
    const cancel = new AbortController();
    const definition = job([
      step('one', {
        async run() {
          cancel.abort();
        },
      }),
      step('two'),
    ]);
    const ended = await work(definition, await enqueue(definition), { cancel: cancel.signal });
    expect(ended).toMatchObject({ state: 'cancelled', errorReason: 'cancelled' });
    expect(trail).toEqual(['undo one']);
  });

  test('cancelled within a step breaks off what it waits for', async () => {
    const cancel = new AbortController();
    const waiting = step('one', {
      async run({ signal }) {
        setTimeout(() => cancel.abort(), 20);
        await delay(60_000, undefined, { signal });
      },
    });
    const definition = job([waiting]);
    const ended = await work(definition, await enqueue(definition), { cancel: cancel.signal });
    expect(ended.state).toBe('cancelled');
  });

  test('goes on to its end when it is cancelled past a step that cannot be taken back', async () => {
    const cancel = new AbortController();
    const final = step('one', {
      isFinal: true,
      async run({ signal }) {
        cancel.abort();
        expect(signal.aborted).toBe(false);
      },
    });
    const definition = job([final, step('two')]);
    const ended = await work(definition, await enqueue(definition), { cancel: cancel.signal });
    expect(ended.state).toBe('done');
  });

  test('that must wait long for its next try gives its place to others', async () => {
    const definition = job([failing('one', unavailable())]);
    const id = await enqueue(definition);
    const parked = await work(definition, id, {});
    expect(parked).toMatchObject({ state: 'running', claimedBy: null });
    expect(parked.runAt.getTime()).toBeGreaterThan(Date.now() + 1000);
    expect(parked.steps[0]).toMatchObject({ state: 'running', attempts: 3 });
  });

  test('whose step asks for it gives its place to others, and that was no try', async () => {
    const definition = job([failing('one', new Interrupted('others first', 60_000)), step('two')]);
    const id = await enqueue(definition);
    for (const _ of [1, 2]) {
      const parked = await work(definition, id, {});
      expect(parked).toMatchObject({ state: 'running', claimedBy: null });
      expect(parked.runAt.getTime()).toBeGreaterThan(Date.now() + 50_000);
      expect(parked.steps[0]).toMatchObject({ state: 'running', attempts: 0, error: null });
      await db.job.update({ where: { id }, data: { runAt: new Date(0) } });
    }
    expect(trail).toEqual(['run one', 'run one']);
  });

  test('whose step is interrupted goes on from where it says it was, and is seen to run since it began', async () => {
    const counting = step('one', {
      async run({ outputs }) {
        const reached = Number(outputs.one ?? 0) + 1;
        if (reached < 3) throw new Interrupted('others first', 60_000, reached);
        return `after ${reached}`;
      },
    });
    const definition = job([counting]);
    const id = await enqueue(definition);
    const began = (await work(definition, id, {})).steps[0]?.startedAt;
    for (const _ of [1, 2]) {
      await db.job.update({ where: { id }, data: { runAt: new Date(0) } });
      await work(definition, id, {});
    }
    const [ended] = await db.jobStep.findMany({ where: { jobId: id } });
    expect(ended).toMatchObject({ state: 'done', attempts: 1, output: 'after 3', startedAt: began });
  });

  test('writes nothing more when another worker has it', async () => {
    const definition = job([
      step('one', {
        async run() {
          await db.job.updateMany({ data: { claimedBy: 'another' } });
        },
      }),
    ]);
    const id = await enqueue(definition);
    await expect(work(definition, id, {})).rejects.toThrow('another worker');
    const row = await db.job.findUniqueOrThrow({ where: { id }, include: { steps: true } });
    expect(row).toMatchObject({ state: 'running', claimedBy: 'another' });
    expect(row.steps[0]?.state).toBe('running');
  });

  test('changes rows of its noun in the transaction that ends it', async () => {
    const definition = job([step('one')], {
      async onDone(tx, params: Params) {
        await tx.planSet.create({ data: { name: `made by ${params.label}` } });
      },
    });
    await work(definition, await enqueue(definition));
    expect(await db.planSet.count({ where: { name: 'made by a' } })).toBe(1);
  });

  test('whose end cannot be written is undone, and says so', async () => {
    const definition = job([step('one'), step('two')], {
      async onDone() {
        throw new Error('no such row');
      },
    });
    const ended = await work(definition, await enqueue(definition));
    expect(trail).toEqual(['run one', 'run two', 'undo two', 'undo one']);
    expect(ended).toMatchObject({ state: 'failed', errorReason: 'internal' });
    expect(ended.steps.map((row) => row.state)).toEqual(['undone', 'undone']);
  });

  test('whose failure cannot be written either is for a person to look at', async () => {
    const definition = job([step('one'), failing('two', new Error('boom'))], {
      async onFailed() {
        throw new Error('no such row');
      },
    });
    const ended = await work(definition, await enqueue(definition));
    expect(ended).toMatchObject({ state: 'stuck', errorReason: 'internal', claimedBy: null });
    expect(ended.steps.map((row) => row.state)).toEqual(['undone', 'undone']);
  });

  test('with parameters that nobody here can read is for a person to look at', async () => {
    const definition = job([step('one')]);
    const id = await enqueue(definition);
    await db.job.update({ where: { id }, data: { params: { label: 7 } } });
    expect(await work(definition, id)).toMatchObject({ state: 'stuck', errorReason: 'internal' });
    expect(trail).toEqual([]);
  });

  test('opens its secret to its steps and forgets it at the end', async () => {
    let seen: string | null = null;
    const definition = job([
      step('one', {
        async run({ secret }) {
          seen = await secret();
        },
      }),
    ]);
    const id = await enqueue(definition, undefined, 'tall ships');
    const sealed = await db.jobSecret.findUniqueOrThrow({ where: { jobId: id } });
    expect(Buffer.from(sealed.ciphertext).includes('tall ships')).toBe(false);
    expect((await work(definition, id)).secret).toBeNull();
    expect(seen).toBe('tall ships');
  });
});

test('of twenty jobs asked at once for one thing exactly one comes to be', async () => {
  const definition = job([step('one')]);
  const key = `test:${randomUUID()}`;
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => enqueue(definition, key)));
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'busy' });
  }
});
