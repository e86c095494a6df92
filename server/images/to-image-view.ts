import type { Prisma } from '#server/db.ts';
import { type ImageView, imageView } from './schema.ts';

export const imageSelect = {
  id: true,
  alias: true,
  fingerprint: true,
  name: true,
  os: true,
  release: true,
  kind: true,
  defaultUser: true,
  hasCloudInit: true,
  minDiskBytes: true,
  sizeBytes: true,
  isEnabled: true,
  isPresent: true,
  warmPlaces: true,
  allPlaces: true,
  warmError: true,
  position: true,
  _count: { select: { instances: true } },
} as const satisfies Prisma.ImageSelect;

type Row = Prisma.ImageGetPayload<{ select: typeof imageSelect }>;

export function toImageView({ _count, ...row }: Row): ImageView {
  return {
    ...row,
    kind: imageView.shape.kind.parse(row.kind),
    minDiskBytes: Number(row.minDiskBytes),
    sizeBytes: Number(row.sizeBytes),
    instances: _count.instances,
  };
}
