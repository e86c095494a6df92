'use server';

import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { question } from '#app/_lib/question.ts';
import { startInstanceAction, stopInstanceAction } from '#app/(panel)/t/[tenant]/instances/actions.ts';
import type { CommandItem } from '#components/layout/shell-props.ts';
import type { Ctx } from '#server/context.ts';
import { listInstances } from '#server/instances/list-instances.ts';
import type { InstanceView } from '#server/instances/schema.ts';
import { whyNot } from '#server/instances/states.ts';
import { paths } from '#server/paths.ts';
import { listVaults } from '#server/vaults/list-vaults.ts';
import { startPrompt } from './start-prompt.ts';

const asking = z.tuple([z.string().max(64), z.string().max(100)]);
const mostInstances = 5;
const mostVaults = 3;
/** Only the best matches also say what can be done with them, or the list would be all verbs. */
const mostWithVerbs = 2;

type Words = Awaited<ReturnType<typeof getTranslations<'panel.command'>>>;

/** What Ctrl-K finds in an account: instances by name or address, what can be done with the best of them, and vaults by name. */
export const searchCommands = question(asking, [], async (ctx, tenant, text): Promise<CommandItem[]> => {
  const t = await getTranslations('panel.command');
  const { verb, search } = splitVerb(text, t('verbs'));
  if (search === '') return [];
  const { items } = await listInstances(ctx, {
    tenant,
    search,
    sort: 'name',
    order: 'asc',
    pageSize: mostInstances,
  });
  const links = items.map(
    (instance): CommandItem => ({
      id: `instance:${instance.id}`,
      label: instance.name,
      hint: instance.ipv4 ?? undefined,
      href: paths.instance(tenant, instance.id),
      group: 'found',
    }),
  );
  const best = items.slice(0, mostWithVerbs);
  const verbs = (await Promise.all(best.map((instance) => verbsOf(instance, t)))).flat();
  const vaults = verb ? [] : await findVaults(ctx, tenant, search, t);
  return asked([...links, ...vaults, ...verbs], verb).slice(0, 10);
});

async function findVaults(ctx: Ctx, tenant: string, search: string, t: Words): Promise<CommandItem[]> {
  const tState = await getTranslations('vaults.state');
  const words = search.toLowerCase();
  return (await listVaults(ctx, { tenant }))
    .filter(({ name, state }) => state !== 'shredded' && name.toLowerCase().includes(words))
    .slice(0, mostVaults)
    .map(({ id, name, state }) => ({
      id: `vault:${id}`,
      label: name,
      hint: t('vault', { state: tState(state) }),
      href: paths.vault(tenant, id),
      group: 'found',
    }));
}

/** "start web" looks for "web". */
function splitVerb(text: string, verbs: string): { verb: string | undefined; search: string } {
  const [first = '', ...rest] = text.trim().split(/\s+/);
  const isVerb = verbs.split(' ').includes(first.toLowerCase());
  return isVerb
    ? { verb: first.toLowerCase(), search: rest.join(' ') }
    : { verb: undefined, search: text.trim() };
}

/** Who has typed a verb means it: what begins with it comes first. */
function asked(items: CommandItem[], verb: string | undefined): CommandItem[] {
  if (!verb) return items;
  const isMeant = (item: CommandItem) => item.label.toLowerCase().startsWith(verb);
  return [...items.filter(isMeant), ...items.filter((item) => !isMeant(item))];
}

async function verbsOf(instance: InstanceView, t: Words): Promise<CommandItem[]> {
  const { id, name, tenant } = instance;
  const items: CommandItem[] = [];
  if (!whyNot('console', instance)) {
    const href = paths.instanceConsole(tenant.slug, id);
    items.push({ id: `terminal:${id}`, label: t('terminal', { name }), href, group: 'found' });
  }
  const shared = { fields: { id }, group: 'found' } as const;
  if (!whyNot('start', instance)) {
    const prompt = await startPrompt(instance);
    const label = t('start', { name });
    items.push({ ...shared, id: `start:${id}`, label, action: startInstanceAction, prompt });
  }
  if (!whyNot('stop', instance)) {
    items.push({ ...shared, id: `stop:${id}`, label: t('stop', { name }), action: stopInstanceAction });
  }
  return items;
}
