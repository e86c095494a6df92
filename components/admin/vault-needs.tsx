import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { JobError } from '#components/jobs/job-error.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import type { Some } from '#server/overview/schema.ts';
import { paths } from '#server/paths.ts';
import type { VaultView } from '#server/vaults/schema.ts';
import { Need } from './need.tsx';

/** Vaults that will not lock, with what holds each. */
export function VaultNeeds({ unlocked: { items, total } }: { unlocked: Some<VaultView> }) {
  const t = useTranslations('admin.overview');
  const [first] = items;
  if (!first) return null;
  return (
    <Need
      tone="danger"
      title={t('unlockedVaults', { count: total })}
      href={paths.adminNodeVaults(first.node.id)}
      linkLabel={t('see')}
    >
      <p>{t('unlockedVaultsBody')}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {items.map((vault) => (
          <Unlocked key={vault.id} vault={vault} />
        ))}
        {total > items.length && <li>{t('andMore', { count: total - items.length })}</li>}
      </ul>
    </Need>
  );
}

function Unlocked({ vault: { id, name, tenant, node, lockFailure } }: { vault: VaultView }) {
  return (
    <li>
      <Link
        href={paths.vault(tenant.slug, id)}
        className="font-medium text-ink underline decoration-control underline-offset-2 hover:text-accent-text"
      >
        {name}
      </Link>
      <span>
        {` · ${tenant.name} · ${node.name}`}
        {lockFailure && (
          <>
            {' · '}
            <TimeAgo value={lockFailure.since} />
          </>
        )}
      </span>
      {lockFailure && (
        <p className="text-sm text-ink-3">
          <JobError error={lockFailure} />
        </p>
      )}
    </li>
  );
}
