import { useFormatter, useTranslations } from 'next-intl';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { isLiving } from '../is-living.ts';
import { useVaultNote } from '../use-vault-note.ts';
import { useWhyNotVault } from '../use-why-not-vault.ts';
import type { VaultProps } from '../vault-actions.ts';
import { NotLocked } from './not-locked.tsx';

type NoticeProps = VaultProps & { vault: VaultView };

/** What somebody has to know of this vault before anything else, and what to do about it. */
export function VaultNotices(props: NoticeProps) {
  const { state, stateReason, shredAfter, shredBegunAt, heldUntil, leftDisks, lockFailure } = props.vault;
  return (
    <div className="mb-6 flex flex-col gap-3 empty:hidden">
      {lockFailure && <NotLocked name={props.vault.name} failure={lockFailure} />}
      {state === 'broken' && (shredBegunAt ? <Begun {...props} /> : <Broken {...props} />)}
      {state === 'open' && stateReason && <Damaged reason={stateReason} vault={props.vault} />}
      {leftDisks.length > 0 && <LeftDisks vault={props.vault} />}
      {shredAfter && isLiving(props.vault) && <Ending {...props} shredAfter={shredAfter} />}
      {state === 'shredded' && <Shredded {...props} />}
      {state === 'open' && heldUntil && <Held until={heldUntil} />}
    </div>
  );
}

function Broken(props: NoticeProps) {
  const t = useTranslations('vaults.notice');
  const noteText = useVaultNote();
  const { name, stateReason } = props.vault;
  return (
    <Callout tone="danger" title={t('brokenTitle', { name })} actions={<TryAgain {...props} />}>
      {stateReason && <p>{noteText(stateReason)}</p>}
      <p className="mt-1 text-ink-2">{t('brokenBody')}</p>
    </Callout>
  );
}

/** Nothing of it can be kept any more: no word here may sound as if it could. */
function Begun(props: NoticeProps) {
  const t = useTranslations('vaults.notice');
  const noteText = useVaultNote();
  const format = useFormatter();
  const { name, stateReason, shredAfter } = props.vault;
  const date = shredAfter
    ? format.dateTime(new Date(shredAfter), { dateStyle: 'long', timeStyle: 'short' })
    : '';
  return (
    <Callout tone="danger" title={t('begunTitle', { name })} actions={<TryAgain {...props} />}>
      {stateReason && <p>{noteText(stateReason)}</p>}
      <p className="mt-1 text-ink-2">{t('begunBody', { date })}</p>
    </Callout>
  );
}

function TryAgain({ vault, actions, forbidden }: NoticeProps) {
  const t = useTranslations('vaults');
  return (
    <ActionButton
      size="sm"
      variant="primary"
      action={actions.repair}
      fields={{ id: vault.id }}
      label={t('action.repair')}
      pendingLabel={t('pending.repair')}
      disabledReason={useWhyNotVault()('repair', vault, forbidden.open)}
    />
  );
}

/** Open, and something around it is damaged. What is in it can still be read: that comes before everything else. */
function Damaged({ vault: { name }, reason }: Pick<NoticeProps, 'vault'> & { reason: string }) {
  const t = useTranslations('vaults.notice');
  const noteText = useVaultNote();
  return (
    <Callout tone="danger" title={t('damagedTitle', { name })}>
      <p>{noteText(reason)}</p>
      <p className="mt-1 text-ink-2">{t('damagedBody')}</p>
    </Callout>
  );
}

function LeftDisks({ vault: { state, leftDisks } }: Pick<NoticeProps, 'vault'>) {
  const t = useTranslations('vaults.notice');
  const format = useFormatter();
  const words = { count: leftDisks.length, names: format.list(leftDisks) };
  return (
    <Callout tone="warn" title={t('leftTitle', words)}>
      <p>{t('leftBody', words)}</p>
      <p className="mt-1 text-ink-2">{t('leftNext', { broken: state === 'broken' ? 'yes' : 'no' })}</p>
    </Callout>
  );
}

function Ending({ vault, actions, forbidden, shredAfter }: NoticeProps & { shredAfter: string }) {
  const t = useTranslations('vaults');
  const format = useFormatter();
  const date = format.dateTime(new Date(shredAfter), { dateStyle: 'long', timeStyle: 'short' });
  const title = t('notice.endingTitle', { name: vault.name, date });
  const refusal = useWhyNotVault()('take-back', vault, forbidden.end);
  if (vault.endsWithTenant) {
    return (
      <Callout tone="warn" title={title}>
        {t('notice.endingWithAccount')}
      </Callout>
    );
  }
  return (
    <Callout
      tone="warn"
      title={title}
      actions={
        <ActionButton
          size="sm"
          variant="primary"
          action={actions.takeBack}
          fields={{ id: vault.id }}
          label={t('action.take-back')}
          pendingLabel={t('pending.take-back')}
          disabledReason={refusal}
        />
      }
    >
      {t('notice.endingBody')}
    </Callout>
  );
}

function Shredded({ vault: { name, tenant } }: NoticeProps) {
  const t = useTranslations('vaults.notice');
  return (
    <Callout
      title={t('shreddedTitle', { name })}
      actions={
        <LinkButton size="sm" href={paths.receipts(tenant.slug)}>
          {t('toReceipts')}
        </LinkButton>
      }
    >
      {t('shreddedBody')}
    </Callout>
  );
}

function Held({ until }: { until: string }) {
  const t = useTranslations('vaults.notice');
  const format = useFormatter();
  return <Callout>{t('held', { time: format.dateTime(new Date(until), { timeStyle: 'short' }) })}</Callout>;
}
