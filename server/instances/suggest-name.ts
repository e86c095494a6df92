import { randomInt } from 'node:crypto';
import { authorize } from '#server/auth/authorize.ts';
import type { Ctx } from '#server/context.ts';

/** A short, pleasant name that no instance of the tenant has: `calm-otter`, `calm-otter-3`. */
export async function suggestName(ctx: Ctx, tenantId: string): Promise<string> {
  authorize(ctx, tenantId, 'instance.read');
  const candidates = Array.from({ length: 8 }, () => `${pick(adjectives)}-${pick(nouns)}`);
  const rows = await ctx.db.instance.findMany({
    where: { tenantId, OR: candidates.map((candidate) => ({ name: { startsWith: candidate } })) },
    select: { name: true },
  });
  const taken = new Set(rows.map((row) => row.name));
  const free = candidates.find((candidate) => !taken.has(candidate));
  return free ?? numbered(candidates[0] ?? 'instance', taken);
}

function numbered(name: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
  }
}

function pick(words: readonly string[]): string {
  return words[randomInt(words.length)] ?? 'quiet';
}

const adjectives = words(`able airy amber ample apt autumn azure bold brave bright brisk calm candid clear
  clever coral cosy crisp dapper deft early eager easy fair fleet fond fresh gentle glad golden grand green
  happy hardy honest humble jolly keen kind lively loyal lucky lunar mellow merry mild misty modest neat
  nimble noble opal patient placid plucky polite proud quick quiet rapid ready rosy royal sage serene sharp
  silent silver sleek smart snug solar solid spry steady stout sunny swift tidy tranquil trusty upbeat vast
  velvet vivid warm wise witty young zesty`);

const nouns = words(`acorn alder anchor aspen badger bay beacon bear beaver birch bison breeze brook canyon
  cedar cliff cloud comet cove crane creek delta dolphin dove dune eagle elk elm ember falcon fern finch fir
  fjord fox garnet glade grove gull harbor hare hawk hazel heron hill ibex iris isle ivy jay kestrel lagoon
  lake lark larch lynx maple marsh meadow mesa moose moss newt oak ocean orca osprey otter owl panda pebble
  pine plover pond poplar puffin quail raven reef ridge river robin seal shore sparrow spruce star stork
  stream swan tern thrush tide trout tundra valley walnut willow wolf wren yew`);

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
