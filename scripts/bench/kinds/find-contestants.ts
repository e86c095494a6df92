import { setTimeout as delay } from 'node:timers/promises';
import { createTranslator } from 'use-intl/core';
import messages from '#messages/en/errors.json' with { type: 'json' };
import type { Comparison } from '#server/comparison/schema.ts';
import type { ImageView } from '#server/images/schema.ts';
import { factsOf, type InstanceKind } from '#server/instances/kinds/schema.ts';
import { type Contestant, containerContestants, kernelContestant, serverContestant } from './contestants.ts';
import type { Ground } from './ground.ts';

type Offered = Comparison['items'][number];
/** By the kind, the engine's alias of what the image with the web server is made of. */
export type Aliases = Record<string, string>;

/** Every kind that this engine runs, ready to be made; `why` says of the others why they are not measured. */
export async function findContestants(
  ground: Ground,
  aliases: Aliases,
): Promise<{ contestants: Contestant[]; why: string[] }> {
  const images = await imagesOf(ground, aliases['light-vm'] ?? '');
  const offered = await kindsOf(ground);
  const lacks = (one: Offered) => whyNot(one) ?? whyNoImage(one, aliases, images);
  const why = offered.flatMap((one) => lacks(one) ?? []);
  const kinds = offered.filter((one) => !lacks(one)).map(({ kind }) => kind);
  const isContainer = (kind: InstanceKind) => factsOf(kind).runtime !== undefined;
  const contestants = await containerContestants(ground, kinds.filter(isContainer));
  for (const kind of kinds.filter((one) => !isContainer(one))) {
    const imageId = images.get(aliases[kind] ?? '');
    const make = imageId ? serverContestant(ground, kind, imageId) : kernelContestant(ground, kind);
    contestants.push(await make);
  }
  return { contestants: contestants.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)), why };
}

/** Ids of the provider's images, by alias. The panel's loop finds them soon after its start. */
async function imagesOf({ panel }: Ground, awaited: string): Promise<Map<string, string>> {
  type Page = { items: ImageView[] };
  const present = ({ items }: Page) => items.filter(({ isPresent }) => isPresent);
  const path = '/images?pageSize=200';
  const page = await panel.until<Page>(path, (now) => present(now).some(({ alias }) => alias === awaited));
  return new Map(present(page).map(({ alias, id }) => [alias, id]));
}

/** As soon as a node was seen: before that nobody knows what there is. */
async function kindsOf({ panel, db, slug }: Ground): Promise<Offered[]> {
  for (let tries = 0; (await db.node.count({ where: { state: 'online' } })) === 0; tries++) {
    if (tries === 300) throw new Error('the panel has seen no node for half a minute');
    await delay(100);
  }
  return (await panel.call<Comparison>('GET', `/kinds?tenant=${slug}`)).items;
}

const words = createTranslator({ locale: 'en', messages });

function whyNot({ kind, isSupported, reason, reasonKey, params }: Offered): string | undefined {
  if (isSupported) return undefined;
  return `${kind}: ${reason ?? (reasonKey ? words(reasonKey, params as never) : 'no node says why not')}`;
}

function whyNoImage({ kind }: Offered, aliases: Aliases, images: Map<string, string>): string | undefined {
  const alias = aliases[kind];
  if (alias === undefined || images.has(alias)) return undefined;
  return `${kind}: the engine has no image ${alias}`;
}
