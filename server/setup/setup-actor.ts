import type { Actor } from '#server/auth/actor.ts';

export const setupActor: Actor = { kind: 'system', name: 'setup' };
