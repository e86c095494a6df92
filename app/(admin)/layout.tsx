import { notFound, redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { currentUser, userCtx } from '#app/_lib/session.ts';
import { signInPath } from '#app/_lib/sign-in-path.ts';
import { signOutAction } from '#app/(auth)/sign-in/actions.ts';
import { saveLocale } from '#app/(panel)/account/save-locale.ts';
import { adminNav } from '#components/admin/admin-nav.tsx';
import { AppShell } from '#components/layout/app-shell.tsx';
import { listJobs } from '#server/jobs-view/list-jobs.ts';
import { paths } from '#server/paths.ts';
import { listFindings } from '#server/reconcile/list-findings.ts';
import { searchAdmin } from './_lib/search-admin.ts';

/** The provider's frame. To everybody else these pages do not exist. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) redirect(await signInPath());
  if (!user.isOperator) notFound();
  if (user.mustChangePassword) redirect(paths.newPassword());
  const ctx = await userCtx();
  const [t, tCommand, stuck, open] = await Promise.all([
    getTranslations('admin.nav'),
    getTranslations('admin.command'),
    listJobs(ctx, { state: 'stuck', pageSize: 1 }),
    listFindings(ctx, { state: 'open', pageSize: 1 }),
  ]);
  const own = user.memberships[0];
  const create = (id: string, label: string, href: string) => ({ id, label, href, group: 'create' as const });
  return (
    <AppShell
      user={{ name: user.name, email: user.email, isAdmin: true }}
      area="admin"
      tenants={user.memberships.map(({ slug, name }) => ({ slug, name, href: paths.instances(slug) }))}
      nav={adminNav(t, { stuckJobs: stuck.total, openFindings: open.total })}
      homeHref={paths.admin()}
      accountHref={paths.account()}
      adminHref={paths.admin()}
      panelHref={own && paths.instances(own.slug)}
      commands={[
        create('create:tenant', tCommand('newTenant'), paths.adminNewTenant()),
        create('create:plan', tCommand('newPlan'), paths.adminNewPlan()),
        create('create:plan-set', tCommand('newPlanSet'), paths.adminNewPlanSet()),
      ]}
      search={searchAdmin}
      createHref={paths.adminNewTenant()}
      signOut={signOutAction}
      saveLocale={saveLocale}
    >
      {children}
    </AppShell>
  );
}
