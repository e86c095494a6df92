import { isShellError } from '#server/shells/shell-error.ts';
import type { EvidenceReason } from './schema.ts';

/** Only the shell itself knows that nothing is deployed in it: an engine that does not answer says nothing of that. */
export function whyUntold(error: unknown): EvidenceReason {
  return isShellError(error, 'absent', 'refused') ? 'not-deployed' : 'no-answer';
}
