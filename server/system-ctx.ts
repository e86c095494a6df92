import { randomUUID } from 'node:crypto';
import type { Ctx } from './context.ts';

/** Of what a loop does of its own accord, by the verbs that people use. */
export function systemCtx({ db, engine, log }: Pick<Ctx, 'db' | 'engine' | 'log'>): Ctx {
  const actor = { kind: 'system', name: 'Berth' } as const;
  return { db, engine, log, actor, now: () => new Date(), requestId: randomUUID() };
}
