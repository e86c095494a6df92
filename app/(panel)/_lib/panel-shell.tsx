import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { UserCtx } from '#app/_lib/session.ts';
import { signOutAction } from '#app/(auth)/sign-in/actions.ts';
import { saveLocale } from '#app/(panel)/account/save-locale.ts';
import { AppShell } from '#components/layout/app-shell.tsx';
import { AccountBanner } from '#components/panel/account-banner.tsx';
import { panelNav } from '#components/panel/panel-nav.tsx';
import { paths } from '#server/paths.ts';
import type { TenantView } from '#server/tenants/schema.ts';
import { searchCommands } from './search-commands.ts';

interface PanelShellProps {
  ctx: UserCtx;
  /** The account that is shown; none on the user's own pages. */
  tenant?: TenantView | undefined;
  children: ReactNode;
}

/** The customer's frame: the account's pages, the switch between accounts, search and commands. */
export async function PanelShell({ ctx: { actor }, tenant, children }: PanelShellProps) {
  const t = await getTranslations('panel');
  const slug = tenant?.slug ?? actor.memberships[0]?.slug;
  const tenants = withShown(actor.memberships, tenant);
  return (
    <AppShell
      user={{ name: actor.name, email: actor.email, isAdmin: actor.isOperator }}
      area="panel"
      tenants={tenants.map(({ slug, name }) => ({ slug, name, href: paths.instances(slug) }))}
      currentTenant={tenant?.slug}
      nav={slug ? panelNav(slug, (key) => t(`nav.${key}`)) : []}
      homeHref={slug ? paths.instances(slug) : paths.home()}
      accountHref={paths.account()}
      adminHref={actor.isOperator ? paths.admin() : undefined}
      commands={slug ? createCommands(slug, t) : []}
      search={slug ? searchCommands.bind(null, slug) : undefined}
      createHref={slug ? paths.newInstance(slug) : undefined}
      signOut={signOutAction}
      saveLocale={saveLocale}
      banner={tenant && <AccountBanner tenant={tenant} />}
    >
      {children}
    </AppShell>
  );
}

/** An operator looks into accounts without being a member: the one that is shown is in the switch all the same. */
function withShown(memberships: readonly { slug: string; name: string }[], tenant: TenantView | undefined) {
  const isListed = !tenant || memberships.some((one) => one.slug === tenant.slug);
  return isListed ? memberships : [...memberships, tenant];
}

function createCommands(slug: string, t: Awaited<ReturnType<typeof getTranslations<'panel'>>>) {
  const group = 'create' as const;
  return [
    {
      id: 'create:instance',
      label: t('command.newInstance'),
      keywords: t('command.keywords.newInstance'),
      href: paths.newInstance(slug),
      group,
    },
    {
      id: 'create:vault',
      label: t('command.newVault'),
      keywords: t('command.keywords.newVault'),
      href: paths.newVault(slug),
      group,
    },
    {
      id: 'create:ssh-key',
      label: t('command.addKey'),
      keywords: t('command.keywords.addKey'),
      href: paths.sshKeys(slug),
      group,
    },
  ];
}
