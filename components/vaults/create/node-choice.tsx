import { useTranslations } from 'next-intl';
import { RadioCards } from '#components/ui/field/radio-cards.tsx';
import type { OfferNode } from '../use-offer-nodes.ts';
import type { VaultDraft } from './vault-draft.ts';

interface NodeChoiceProps {
  nodes: OfferNode[];
  nodeId: string;
  onChange: (part: Partial<VaultDraft>) => void;
}

/** No question where there is one node only. A node that can have none says why. */
export function NodeChoice({ nodes, nodeId, onChange }: NodeChoiceProps) {
  const t = useTranslations('vaults');
  if (nodes.length <= 1) return <input type="hidden" name="nodeId" value={nodeId} />;
  return (
    <RadioCards
      name="nodeId"
      legend={t('create.node')}
      hint={t('create.nodeHint')}
      columns={2}
      value={nodeId}
      onChange={(id) => onChange({ nodeId: id })}
      options={nodes.map(({ id, name, provider, refusal }) => ({
        value: id,
        label: name,
        hint: provider ? t(`provider.${provider}`) : undefined,
        disabledReason: refusal,
      }))}
    />
  );
}
