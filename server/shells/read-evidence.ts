import type { CallOptions, Engine } from '#server/incus/engine.ts';
import type { InstanceRef } from '#server/incus/instance.ts';
import { askShell } from './ask-shell.ts';
import { type Evidence, evidenceAnswer } from './evidence-schema.ts';

/**
 * How the application is held, read from its running process and its runtime.
 *
 * @throws ShellError `refused` when it is not running
 */
export function readEvidence(engine: Engine, shell: InstanceRef, options?: CallOptions): Promise<Evidence> {
  return askShell(engine, shell, { verb: 'evidence', answer: evidenceAnswer }, options);
}
