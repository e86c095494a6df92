import type { ErrorReason } from '#server/errors.ts';
import type { FindingKind, FindingView } from './schema.ts';

export const findingActions = ['adopt', 'remove', 'ignore'] as const;
export type FindingAction = (typeof findingActions)[number];

const unknownInstances = ['unknown-instance', 'instance-doubled'] as const;
const unknownParts = ['unknown-project', 'unknown-network', 'unknown-acl'] as const;

/** What a person can do about which finding: the server checks with it, the screen offers by it. */
export const findingRules = {
  adopt: { kinds: unknownInstances, otherwise: 'finding-adopt-wrong-kind' },
  remove: { kinds: [...unknownInstances, ...unknownParts], otherwise: 'finding-remove-wrong-kind' },
  ignore: { kinds: 'all', otherwise: 'finding-closed' },
} as const satisfies Record<FindingAction, { kinds: readonly FindingKind[] | 'all'; otherwise: ErrorReason }>;

export type FindingRefusal = {
  code: 'wrong-state' | 'busy' | 'conflict';
  reason: ErrorReason;
  params: Record<string, string | number>;
};
type Subject = Pick<FindingView, 'kind' | 'state' | 'subject' | 'details'> & { job: { kind: string } | null };

/** Whether the action has to do with this kind of finding at all. */
export function isFor(action: FindingAction, kind: FindingKind): boolean {
  const { kinds } = findingRules[action];
  return kinds === 'all' || (kinds as readonly FindingKind[]).includes(kind);
}

/** Why an action cannot be had now, or null when it can. */
export function whyNotFinding(action: FindingAction, finding: Subject): FindingRefusal | null {
  const { kind, state, subject, job, details } = finding;
  if (!isFor(action, kind)) return refusal('wrong-state', findingRules[action].otherwise);
  if (state !== 'open') return refusal('wrong-state', 'finding-closed');
  if (job) return refusal('busy', 'busy', { subject, kind: job.kind });
  const usedBy = Number(details.facts?.usedBy ?? 0);
  if (action === 'remove' && usedBy > 0) {
    return refusal('conflict', 'finding-in-use', { name: subject, count: usedBy });
  }
  return null;
}

function refusal(
  code: FindingRefusal['code'],
  reason: ErrorReason,
  params: FindingRefusal['params'] = {},
): FindingRefusal {
  return { code, reason, params };
}
