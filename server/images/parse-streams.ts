import { z } from 'zod';
import type { ServerImage } from './add-schema.ts';
import { familyOf } from './schema.ts';

/**
 * The list of a simplestreams server, as Incus reads it.
 * Source: incus, shared/simplestreams/index.go and products.go.
 */
export const streamIndex = z.object({
  index: z.record(z.string(), z.object({ datatype: z.string().default(''), path: z.string() })),
});

const item = z.object({ ftype: z.string().default(''), size: z.number().default(0) });
const product = z.object({
  aliases: z.string().default(''),
  arch: z.string().default(''),
  os: z.string().default(''),
  release: z.string().default(''),
  release_title: z.string().default(''),
  variant: z.string().default('default'),
  versions: z.record(z.string(), z.object({ items: z.record(z.string(), item).default({}) })).default({}),
});
export const streamProducts = z.object({ products: z.record(z.string(), product) });
type Product = z.output<typeof product>;

/** Debian's names of architectures, by the kernel's. Source: incus, shared/osarch/architectures.go. */
const archNames: Record<string, readonly string[]> = {
  x86_64: ['amd64', 'x86_64'],
  i686: ['i386', 'i686'],
  aarch64: ['arm64', 'aarch64'],
  armv7l: ['armhf', 'armv7l'],
  ppc64le: ['ppc64el', 'ppc64le'],
  s390x: ['s390x'],
  riscv64: ['riscv64'],
  loongarch64: ['loong64', 'loongarch64'],
};

const metadataTypes = ['incus.tar.xz', 'lxd.tar.xz'];
/** What the engine takes for each type, the best first. */
const rootTypes = {
  'light-vm': ['squashfs', 'root.tar.xz'],
  vm: ['disk-kvm.img', 'disk1.img', 'uefi1.img'],
} as const;
const combinedTypes = ['incus_combined.tar.gz', 'lxd_combined.tar.gz'];

/** What this engine can copy: one entry for each product and kind, named by its first alias. */
export function parseStreams(
  { products }: z.output<typeof streamProducts>,
  architectures: readonly string[],
): Omit<ServerImage, 'hereAs'>[] {
  const wanted = new Set(architectures.flatMap((name) => [name, ...(archNames[name] ?? [])]));
  return Object.values(products)
    .filter((each) => wanted.has(each.arch))
    .flatMap((each) => [toImage(each, 'light-vm') ?? [], toImage(each, 'vm') ?? []].flat());
}

function toImage(found: Product, kind: keyof typeof rootTypes): Omit<ServerImage, 'hereAs'> | undefined {
  const versions = Object.entries(found.versions)
    .map(([version, { items }]) => ({ version, sizeBytes: sizeOf(Object.values(items), kind) }))
    .filter((each) => each.sizeBytes !== undefined)
    .sort((a, b) => b.version.localeCompare(a.version));
  const [newest] = versions;
  const aliases = found.aliases.split(',').map((alias) => alias.trim());
  // The shortest is the one that people write.
  const [alias] = aliases.filter((each) => each !== '').sort((a, b) => a.length - b.length);
  if (!newest || !alias) return undefined;
  const { os, arch: architecture, release, release_title: title, variant } = found;
  return {
    ...{ alias, os, family: familyOf(os), release: title || release, variant, architecture, kind },
    ...{ version: newest.version, versions: versions.length, sizeBytes: newest.sizeBytes ?? 0 },
  };
}

/** Of what is fetched; undefined where the parts of this kind are not there. */
function sizeOf(items: z.output<typeof item>[], kind: keyof typeof rootTypes): number | undefined {
  const combined = items.find(({ ftype }) => kind === 'light-vm' && combinedTypes.includes(ftype));
  if (combined) return combined.size;
  const metadata = items.find(({ ftype }) => metadataTypes.includes(ftype));
  const root = rootTypes[kind]
    .map((type) => items.find(({ ftype }) => ftype === type))
    .find((each) => each !== undefined);
  return metadata && root ? metadata.size + root.size : undefined;
}
