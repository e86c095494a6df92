import { AsyncLocalStorage } from 'node:async_hooks';
import { onceAProcess } from '#server/once-a-process.ts';

/** Whose work is being done right now: what an engine call, deep below, is logged and traced under. */
export type Scope = {
  requestId?: string;
  jobId?: string;
  step?: string;
  /** W3C trace context: what comes next is a child of it. */
  traceparent?: string;
};

const storage = () => onceAProcess('scope', () => new AsyncLocalStorage<Scope>());
const empty: Scope = {};

export function scope(): Scope {
  return storage().getStore() ?? empty;
}

/** Runs with this known besides what is known already. */
export function inScope<T>(more: Scope, run: () => T): T {
  return storage().run({ ...scope(), ...more }, run);
}
