import { type ChildProcess, fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { bundleProgram } from './bundle-program.ts';
import type { WorkerOrder } from './worker-process.ts';

export type DoomedWorker = {
  /** Resolves when the process is gone, with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
  kill(): void;
};

export type WorkerPool = {
  /** Lets a worker begin, and starts another in its place for the next. */
  send(order: WorkerOrder): Promise<DoomedWorker>;
  close(): Promise<void>;
};

const program = new URL('./worker-process.ts', import.meta.url).pathname;

/** Worker processes started in advance: each takes a good part of a second to come up, and is killed in the end. */
export async function startWorkerPool(spare = 2): Promise<WorkerPool> {
  const bundle = await bundleProgram(program);
  const waiting: ChildProcess[] = [];
  const fill = () => {
    while (waiting.length < spare) {
      const child = fork(bundle, { execArgv: [] });
      readyOf(child).catch(() => undefined);
      waiting.push(child);
    }
  };
  fill();
  return {
    async send(order) {
      const child = waiting.shift();
      if (!child) throw new Error('the pool is closed');
      const ended = endOf(child);
      await readyOf(child);
      child.send(order);
      fill();
      return { ended, kill: () => child.kill('SIGKILL') };
    },
    async close() {
      const left = waiting.splice(0);
      const ends = left.map(endOf);
      for (const child of left) child.kill('SIGKILL');
      await Promise.all(ends);
      await rm(bundle, { force: true });
    },
  };
}

const ready = new WeakMap<ChildProcess, Promise<void>>();

function readyOf(child: ChildProcess): Promise<void> {
  const known = ready.get(child);
  if (known) return known;
  const coming = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`a worker process did not come up: ${code}`)));
  });
  ready.set(child, coming);
  return coming;
}

function endOf(child: ChildProcess): Promise<NodeJS.Signals | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.signalCode);
  return new Promise((resolve) => {
    child.once('exit', (_code, signal) => resolve(signal));
  });
}
