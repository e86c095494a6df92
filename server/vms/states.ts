import type { ErrorReason } from '#server/errors.ts';
import type { IsoState } from './schema.ts';

type Rule = { states: readonly IsoState[]; otherwise: ErrorReason };

/** Which state of a disc allows what. */
export const isoRules = {
  attach: { states: ['ready'], otherwise: 'iso-not-ready' },
  delete: { states: ['ready', 'failed'], otherwise: 'iso-busy' },
} as const satisfies Record<string, Rule>;

export type IsoAction = keyof typeof isoRules;
export type IsoRefusal = { reason: ErrorReason; params: Record<string, string | number> };

/** Why it cannot be had now, or null when it can. */
export function whyNotIso(
  action: IsoAction,
  iso: { name: string; state: IsoState; instances: number },
): IsoRefusal | null {
  const rule: Rule = isoRules[action];
  const { name, instances } = iso;
  if (!rule.states.includes(iso.state)) return { reason: rule.otherwise, params: { name } };
  if (action === 'delete' && instances > 0)
    return { reason: 'iso-in-use', params: { name, count: instances } };
  return null;
}
