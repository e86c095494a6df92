import type { Engine } from './engine.ts';

/** The same engine, to which nothing more is sent once the signal says so: for work of several calls. */
export function engineUntil(engine: Engine, signal: AbortSignal): Engine {
  return { ...engine, signal: engine.signal ? AbortSignal.any([engine.signal, signal]) : signal };
}
