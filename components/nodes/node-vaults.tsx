import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Section } from '#components/ui/section.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type OfferNode, useOfferNodes } from '#components/vaults/use-offer-nodes.ts';
import type { NodeView } from '#server/nodes/schema.ts';
import { paths } from '#server/paths.ts';

interface NodeVaultsProps {
  node: { id: string; name: string };
  /** What its helper said last. */
  ability: NodeView['vaults'];
  count: number;
}

/** Whether vaults can be had on a node and why not, and how many there are. */
export function NodeVaults({ node: { id, name }, ability, count }: NodeVaultsProps) {
  const t = useTranslations('nodes.vaults');
  const [offered] = useOfferNodes({ nodes: [{ id, name, ...ability }] });
  const all = count > 0 && (
    <LinkButton href={paths.adminNodeVaults(id)} size="sm">
      {t('all', { count })}
    </LinkButton>
  );
  return (
    <Section framed title={t('title')} actions={all}>
      {offered && <Ability offered={offered} />}
      <p className="mt-1 text-ink-2">{t('count', { count })}</p>
      {ability.silence && (
        <div className="mt-3">
          <Callout tone="warn" title={t('silent')}>
            <p className="break-words">{ability.silence}</p>
          </Callout>
        </div>
      )}
    </Section>
  );
}

function Ability({ offered }: { offered: OfferNode }) {
  const t = useTranslations('nodes.vaults');
  const tProvider = useTranslations('vaults.provider');
  const { refusal, provider } = offered;
  const isSupported = refusal === undefined;
  return (
    <StateLabel kind={isSupported ? 'running' : 'stopped'} wraps>
      {isSupported
        ? t('supported', { provider: provider ? tProvider(provider) : '' })
        : t('unsupported', { why: refusal })}
    </StateLabel>
  );
}
