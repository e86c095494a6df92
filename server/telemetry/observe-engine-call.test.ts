import { expect, test } from 'vitest';
import { createLogger } from '#server/log.ts';
import { jobObserver } from './job-observer.ts';
import { observeEngineCall } from './observe-engine-call.ts';
import { inScope } from './scope.ts';

type Line = Record<string, unknown>;

/** A log whose lines can be read. */
function openLog(level = 'debug') {
  const lines: Line[] = [];
  const log = createLogger(level, { write: (line) => void lines.push(JSON.parse(line) as Line) });
  return { lines, log };
}
const call = { method: 'PUT', path: '/1.0/instances/web-1/state', status: 202, durationMs: 2.7199 };
const job = { id: 'job-1', kind: 'start-instance', requestId: 'click-1', traceparent: null };
const step = { name: 'start', action: 'run', attempt: 1 } as const;

test('a call that a step makes carries the request, the job and the step', async () => {
  const { lines, log } = openLog();
  await jobObserver.wrapJob(job, () =>
    jobObserver.wrapStep(job, step, async () => {
      await Promise.resolve();
      observeEngineCall(log, call);
    }),
  );
  const ids = { requestId: 'click-1', jobId: 'job-1', step: 'start' };
  expect(lines).toEqual([expect.objectContaining({ ...call, durationMs: 2.7, ...ids, msg: 'engine call' })]);
});

test('two jobs at once are not mixed up', async () => {
  const { lines, log } = openLog();
  const work = (id: string) =>
    jobObserver.wrapJob({ ...job, id, requestId: `click of ${id}` }, async () => {
      for (let turn = 0; turn < 3; turn++) {
        await new Promise((resolve) => setImmediate(resolve));
        observeEngineCall(log, { ...call, project: id });
      }
    });
  await Promise.all([work('a'), work('b')]);
  expect(lines).toHaveLength(6);
  for (const { project, jobId, requestId } of lines) {
    expect({ jobId, requestId }).toEqual({ jobId: project, requestId: `click of ${project}` });
  }
});

test('outside of any work it carries no ids', () => {
  const { lines, log } = openLog();
  observeEngineCall(log, call);
  expect(Object.keys(lines[0] ?? {})).not.toContain('requestId');
});

test.each([
  ['GET', 200, 'debug'],
  ['GET', 404, 'debug'],
  ['POST', 202, 'info'],
  ['GET', 503, 'warn'],
  ['POST', 0, 'warn'],
])('%s answered by %i is logged as %s', (method, status, level) => {
  const { lines, log } = openLog();
  observeEngineCall(log, { ...call, method, status });
  expect(lines[0]?.level).toBe(level);
});

test('a call that we broke off ourselves is no trouble of the engine', () => {
  const { lines, log } = openLog();
  const error = 'AbortError: This operation was aborted';
  observeEngineCall(log, { ...call, method: 'GET', status: 0, error });
  expect(lines[0]?.level).toBe('debug');
});

test('what carries a secret’s name is blanked', () => {
  const { lines, log } = openLog();
  inScope({ requestId: 'click-1' }, () => log.info({ token: 'abc', answer: { rootPassword: 'harbour' } }));
  expect(lines[0]).toMatchObject({ token: '[hidden]', answer: { rootPassword: '[hidden]' } });
});
