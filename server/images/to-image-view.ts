import type { Prisma } from '#server/db.ts';
import { selectWhy, toWhy } from '#server/why/why.ts';
import { appSettings } from './app-schema.ts';
import { familyOf, type ImageView, imageView, kindsOf } from './schema.ts';

export const imageSelect = {
  id: true,
  tenantId: true,
  alias: true,
  fingerprint: true,
  name: true,
  description: true,
  os: true,
  release: true,
  kind: true,
  app: true,
  origin: true,
  originNote: true,
  state: true,
  ...selectWhy,
  defaultUser: true,
  hasCloudInit: true,
  minDiskBytes: true,
  minMemoryBytes: true,
  sizeBytes: true,
  isEnabled: true,
  isPresent: true,
  warmPlaces: true,
  allPlaces: true,
  warmError: true,
  position: true,
  createdAt: true,
  _count: { select: { instances: true } },
} as const satisfies Prisma.ImageSelect;

type Row = Prisma.ImageGetPayload<{ select: typeof imageSelect }>;

const words = imageView.pick({ kind: true, origin: true, state: true });

export function toImageView(
  { _count, app, createdAt, ...row }: Row,
  job: ImageView['job'] = null,
): ImageView {
  const { kind, origin, state } = words.parse(row);
  return {
    ...row,
    ...{ kind, origin, state, kinds: kindsOf(kind), family: familyOf(row.os) },
    app: app === null ? null : appSettings.parse(app),
    ...toWhy(row),
    minDiskBytes: Number(row.minDiskBytes),
    minMemoryBytes: Number(row.minMemoryBytes),
    sizeBytes: Number(row.sizeBytes),
    instances: _count.instances,
    createdAt: createdAt.toISOString(),
    job,
  };
}
