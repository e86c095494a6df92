import { useTranslations } from 'next-intl';
import type { DeploymentView } from '#server/deployments/schema.ts';

type Why = Pick<DeploymentView, 'stateReason' | 'reason' | 'reasonParams'>;

/** Why a version did not come up, in the reader's language where the catalogue knows the reason; null: it did. */
export function useVersionReason() {
  const t = useTranslations('errors');
  return ({ stateReason, reason, reasonParams }: Why): string | null => {
    const key = reason as Parameters<typeof t>[0] | null;
    return key && t.has(key) ? t(key, reasonParams as never) : stateReason;
  };
}
