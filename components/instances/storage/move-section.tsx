import { useTranslations } from 'next-intl';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Section } from '#components/ui/section.tsx';
import { useOfferNodes } from '#components/vaults/use-offer-nodes.ts';
import { useWhyNotVault } from '#components/vaults/use-why-not-vault.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { paths } from '#server/paths.ts';
import type { VaultOffer, VaultView } from '#server/vaults/schema.ts';
import { useWhyNot } from '../use-why-not.ts';
import { MoveForm } from './move-form.tsx';
import { useMoveChoices } from './use-move-choices.ts';

interface MoveSectionProps {
  instance: InstanceView;
  vaults: VaultView[];
  offer: VaultOffer;
  forbidden: string | undefined;
  move: FormAction;
}

/** Into a vault, into another one, or out of it: what happens is said before. */
export function MoveSection({ instance, vaults, offer, forbidden, move }: MoveSectionProps) {
  const t = useTranslations('instances');
  const choices = useMoveChoices(instance, vaults);
  const why = useRefusal(instance, vaults);
  const refusal = useWhyNot(forbidden)('move', instance) ?? why;
  const words = { legend: t('storage.where'), submit: t('storage.submit'), pending: t('pending.move') };
  return (
    <Section framed title={t('storage.move')} description={t('storage.moveAbout')}>
      {choices.length === 0 ? (
        <Nowhere instance={instance} offer={offer} />
      ) : (
        <MoveForm id={instance.id} choices={choices} words={words} refusal={refusal} action={move} />
      )}
    </Section>
  );
}

/** What keeps the disk in the vault where it is. */
function useRefusal({ vault: present }: InstanceView, vaults: VaultView[]): string | undefined {
  const whyNot = useWhyNotVault();
  const vault = vaults.find(({ id }) => id === present?.id);
  return vault && whyNot('move-out', vault, undefined);
}

/** Why there is no place to move it to, and the way to one. */
function Nowhere({ instance: { node, tenant }, offer }: Pick<MoveSectionProps, 'instance' | 'offer'>) {
  const t = useTranslations('instances.storage');
  const nodes = useOfferNodes(offer);
  if (!node) return <p className="text-ink-2">{t('noNode')}</p>;
  const why = nodes.find(({ id }) => id === node.id)?.refusal;
  if (why) {
    return <p className="text-ink-2">{t('unsupported', { node: node.name, why })}</p>;
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-ink-2">{t('noVault', { node: node.name })}</p>
      <LinkButton href={paths.newVault(tenant.slug)}>{t('newVault')}</LinkButton>
    </div>
  );
}
