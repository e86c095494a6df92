import type { Engine } from '#server/incus/engine.ts';
import type { InstanceParams } from './job-params.ts';

/** The part of a step's context that the helpers here need. */
export type EngineTarget = {
  engine: Engine;
  params: InstanceParams;
  signal: AbortSignal;
  note(text: string): Promise<void>;
};
