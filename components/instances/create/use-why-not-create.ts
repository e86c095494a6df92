import { useTranslations } from 'next-intl';
import type { CreateOptions } from '#server/instances/create-options-schema.ts';
import { kindDraft } from '../kinds/kind-drafts.ts';
import { useSizeRefusal } from '../size/use-size-refusal.ts';
import { allowancesOfDraft, type Draft, isOver, needsImage, sizeOfDraft } from './draft.ts';
import { useWhyNoKind } from './use-why-no-kind.ts';

type Image = CreateOptions['images'][number] | undefined;

/** Why what is chosen cannot be created, and what to do about it; undefined when it can. */
export function useWhyNotCreate(options: CreateOptions, image: Image, refusal: string | undefined) {
  const t = useTranslations('instances.create');
  const tWhy = useTranslations('kinds.whyNot');
  const { quota } = options;
  const whyNoKind = useWhyNoKind(options);
  const sizeRefusal = useSizeRefusal({ offer: { quota }, image });
  return (draft: Draft): string | undefined => {
    const noKind = refusal ?? whyNoKind(draft.kind);
    if (noKind) return noKind;
    if (needsImage(draft) && !image) return t('noImages');
    const size = sizeOfDraft(options, draft);
    const why = sizeRefusal(size, draft.kind);
    if (why) return isOver(quota, size) ? t('quotaFull', { why }) : why;
    const { kvm = null } = options.kinds.find((one) => one.kind === draft.kind) ?? {};
    const reason = kindDraft(draft.kind).whyNot?.(draft, allowancesOfDraft(options, draft), kvm);
    return reason && tWhy(reason);
  };
}
