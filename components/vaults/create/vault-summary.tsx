import ChevronRight from 'lucide-react/icons/chevron-right';
import { useLocale, useTranslations } from 'next-intl';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import type { OfferNode } from '../use-offer-nodes.ts';
import { gib, toVaultCurl, type VaultDraft } from './vault-draft.ts';

interface VaultSummaryProps {
  tenant: string;
  draft: VaultDraft;
  nodes: OfferNode[];
  origin: string;
  /** Why none can be made now, if so. */
  refusal: string | undefined;
}

/** What it will be, and how a program would ask for it. */
export function VaultSummary({ tenant, draft, nodes, origin, refusal }: VaultSummaryProps) {
  const t = useTranslations('vaults');
  const locale = useLocale();
  const name = draft.name.trim();
  const node = nodes.find(({ id }) => id === draft.nodeId);
  return (
    <aside
      aria-label={t('create.summary')}
      className="flex flex-col gap-5 rounded-lg border border-line bg-inset p-5 lg:sticky lg:top-6"
    >
      <div>
        <h2 className="text-md wrap-anywhere">{name || t('create.summary')}</h2>
        {draft.sizeGib !== undefined && (
          <p className="mt-0.5 text-ink-2">{formatBytes(draft.sizeGib * gib, locale)}</p>
        )}
        {node && <p className="text-ink-2">{t('create.onNode', { node: node.name })}</p>}
        <p className="text-ink-2">{t(`keyMode.${draft.keyMode}`)}</p>
      </div>
      <SubmitButton
        pendingLabel={t('create.submitting')}
        size="lg"
        disabledReason={refusal}
        className="w-full"
      >
        <span className="truncate">{name ? t('create.submit', { name }) : t('create.submitUnnamed')}</span>
      </SubmitButton>
      <details className="group border-t border-line pt-4">
        <summary className="flex items-center gap-1.5 rounded-sm font-medium">
          <ChevronRight aria-hidden className="size-4 text-ink-3 transition-transform group-open:rotate-90" />
          {t('create.apiCall')}
        </summary>
        <p className="mt-2 mb-2 text-sm text-ink-3">{t(`create.apiCallHint.${draft.keyMode}`)}</p>
        <CodeBlock label={t('create.apiCall')} code={toVaultCurl(origin, tenant, draft)} />
      </details>
    </aside>
  );
}
