import { getTranslations } from 'next-intl/server';
import { userCtx } from '#app/_lib/session.ts';
import type { KindTab } from '#server/instances/kinds/facts-schema.ts';
import { readInstance } from './read-instance.ts';

type Part = 'overview' | 'storage' | 'activity' | 'settings' | KindTab;

/** "web-1 · Console" in the browser's tab. What cannot be read has no title: the page itself says why. */
export function instanceTitle(part: Part) {
  return async ({ params }: { params: Promise<Record<string, string>> }) => {
    const { id = '' } = await params;
    const instance = await userCtx()
      .then((ctx) => readInstance(ctx, id))
      .catch(() => undefined);
    if (!instance) return {};
    const t = await getTranslations('instances.tab');
    return { title: part === 'overview' ? instance.name : `${instance.name} · ${t(part)}` };
  };
}
