import type {
  EvidenceKey,
  EvidenceMark,
  EvidenceOrigin,
  EvidenceReason,
  EvidenceSection,
  Observation,
} from './schema.ts';

type From = { origin: EvidenceOrigin; source: string; at: Date };

/** Makes observations that were read at one place at one time. */
export function observer(section: EvidenceSection, { origin, source, at }: From) {
  const same = { section, origin, source, at: at.toISOString() };
  return {
    seen(key: EvidenceKey, value: string, mark: EvidenceMark = 'none'): Observation {
      return { ...same, key, value, reason: null, mark };
    },
    unknown(key: EvidenceKey, reason: EvidenceReason): Observation {
      return { ...same, key, value: null, reason, mark: 'none' };
    },
  };
}
export type Observer = ReturnType<typeof observer>;
