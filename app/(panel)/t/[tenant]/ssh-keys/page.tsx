import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { whyForbidden } from '#app/_lib/why-forbidden.ts';
import { ClientMessages } from '#components/layout/client-messages.tsx';
import { LiveRefresh } from '#components/layout/live-refresh.tsx';
import { SshKeysPage } from '#components/ssh-keys/ssh-keys-page.tsx';
import { paths } from '#server/paths.ts';
import { listSshKeys } from '#server/ssh-keys/list-ssh-keys.ts';
import { getTenantBySlug } from '#server/tenants/get-tenant-by-slug.ts';
import { createSshKeyAction, deleteSshKeyAction, renameSshKeyAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('ssh-keys'))('title') };
}

export default page(async (ctx, { params: { tenant: slug = '' } }) => {
  const [tenant, { items }] = await Promise.all([
    getTenantBySlug(ctx, slug),
    listSshKeys(ctx, { tenant: slug }),
  ]);
  return (
    <ClientMessages namespaces={['ssh-keys']}>
      <LiveRefresh href={paths.events({ tenant: slug })} topics={['ssh-key', 'instance']} />
      <SshKeysPage
        tenant={tenant}
        keys={items}
        forbidden={await whyForbidden(ctx, tenant.id, 'ssh-key.manage')}
        actions={{ create: createSshKeyAction, rename: renameSshKeyAction, remove: deleteSshKeyAction }}
      />
    </ClientMessages>
  );
});
