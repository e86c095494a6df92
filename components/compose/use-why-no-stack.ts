import { useTranslations } from 'next-intl';
import { useWhyNoKind } from '#components/instances/create/use-why-no-kind.ts';
import type { ComposeReading } from '#server/compose/schema.ts';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { brokenFile, quotaAfterAll, type ServiceDraft } from './stack-draft.ts';

/** Why the services that are chosen cannot be made, in words; undefined when they can. */
export function useWhyNoStack(options: CreateOptions, refusal: string | undefined) {
  const t = useTranslations('compose.whyNot');
  const tCreate = useTranslations('instances.create');
  const whyNoKind = useWhyNoKind(options);
  return (reading: ComposeReading | undefined, drafts: readonly ServiceDraft[]): string | undefined => {
    if (refusal) return refusal;
    if (!reading) return t('noFile');
    const broken = brokenFile(reading);
    if (broken) return t('broken', { line: broken.line });
    const chosen = drafts.filter(({ isChosen }) => isChosen);
    if (chosen.length === 0) return t('noService');
    for (const { kind, size } of chosen) {
      const why = whyNoKind(kind) ?? (size ? undefined : tCreate('noPlans'));
      if (why) return why;
    }
    const isOver = quotaAfterAll(options.quota, chosen).some(({ left }) => left < 0);
    return isOver ? tCreate('quotaFull', { why: tCreate('overQuota') }) : undefined;
  };
}
