import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

export type WorkerOptions = {
  /** Names the process: host, pid and something random. */
  id: string;
  host: string;
  version: string;
  /** Jobs at once. */
  concurrency: number;
  /** A worker that has not renewed its claims for so long has lost them. */
  leaseSeconds: number;
  /** How long steps under way may go on when the worker is told to end. */
  drainSeconds: number;
};

export function workerOptions(given: Partial<WorkerOptions>): WorkerOptions {
  const host = hostname();
  const id = `${host}:${process.pid}:${randomBytes(3).toString('hex')}`;
  return { id, host, version: 'unknown', concurrency: 8, leaseSeconds: 15, drainSeconds: 30, ...given };
}
