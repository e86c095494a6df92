'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { question } from '#app/_lib/question.ts';
import type { CommandItem } from '#components/layout/shell-props.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import { paths } from '#server/paths.ts';
import { listTenants } from '#server/tenants/list-tenants.ts';

const asking = z.tuple([z.string().trim().max(100)]);

/** Tenants and instances by a part of their name, for the search of the provider's pages. */
export const searchAdmin = question(asking, [], async (ctx, search): Promise<CommandItem[]> => {
  const [t, tenants, instances] = await Promise.all([
    getTranslations('admin.command'),
    listTenants(ctx, { search, pageSize: 4 }),
    listInstances(ctx, { search, sort: 'name', order: 'asc', pageSize: 6 }),
  ]);
  return [
    ...tenants.items.map(({ id, name }) => item('tenant', id, name, paths.adminTenant(id), t('tenant'))),
    ...instances.items.map(({ id, name, tenant }) =>
      item('instance', id, name, paths.instance(tenant.slug, id), t('instance', { tenant: tenant.name })),
    ),
  ];
});

function item(noun: string, id: string, label: string, href: string, hint: string): CommandItem {
  return { id: `${noun}:${id}`, label, href, hint, group: 'found' };
}
