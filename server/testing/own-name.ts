import { randomBytes } from 'node:crypto';

/** Each file runs in a process of its own, others beside it, and has to find what is its own on the engine. */
const lane = process.pid.toString(36);

/** What the name of every project of these tests begins with. */
export const ownProjects = `berth-test-${lane}-`;

/** A slug, or a part of a name, that nobody else has: `test-2-1f00ab3c`. */
export function ownName(): string {
  return `test-${lane}-${randomBytes(4).toString('hex')}`;
}
