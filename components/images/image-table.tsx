import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OfferSwitch } from '#components/admin/offer-switch.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { ImageView } from '#server/images/schema.ts';
import { paths } from '#server/paths.ts';
import { ImageWarmth } from './image-warmth.tsx';

interface ImageTableProps {
  images: ImageView[];
  setEnabled: FormAction;
}

export function ImageTable({ images, setEnabled }: ImageTableProps) {
  const t = useTranslations('images');
  return (
    <DataTable
      caption={t('caption')}
      columns={useColumns(setEnabled)}
      rows={images}
      rowKey={(image) => image.id}
    />
  );
}

function useColumns(setEnabled: FormAction): Column<ImageView>[] {
  const t = useTranslations('images');
  const tKind = useTranslations('instances.kind');
  return [
    { key: 'name', header: t('column.name'), primary: true, cell: (image) => <Name image={image} /> },
    { key: 'kind', header: t('column.kind'), from: 'lg', cell: (image) => tKind(image.kind) },
    {
      key: 'user',
      header: t('column.user'),
      cell: (image) => <code className="text-sm">{image.defaultUser}</code>,
    },
    {
      key: 'disk',
      header: t('column.disk'),
      align: 'end',
      cell: (image) => <Bytes value={image.minDiskBytes} />,
    },
    {
      key: 'size',
      header: t('column.size'),
      from: 'xl',
      align: 'end',
      cell: (image) => <Bytes value={image.sizeBytes} />,
    },
    {
      key: 'instances',
      header: t('column.instances'),
      from: 'lg',
      align: 'end',
      cell: (image) => <Numeral value={image.instances} />,
    },
    {
      key: 'state',
      header: t('column.state'),
      width: '11rem',
      cell: (image) => (
        <OfferSwitch label={t('switch', { name: image.name })} thing={image} action={setEnabled} />
      ),
    },
  ];
}

function Name({ image }: { image: ImageView }) {
  const t = useTranslations('images');
  return (
    <span className="flex flex-col">
      <Link
        href={paths.adminImage(image.id)}
        className="font-medium text-ink wrap-anywhere hover:text-accent-text hover:underline"
      >
        {image.name}
      </Link>
      <span className="flex flex-wrap items-center gap-x-3">
        <code className="text-xs text-ink-3">{image.alias}</code>
        {!image.isPresent && (
          <StateLabel kind="failed" className="text-xs text-danger">
            {t('missing')}
          </StateLabel>
        )}
        {image.isPresent && image.isEnabled && image.warmPlaces < image.allPlaces && (
          <ImageWarmth image={image} className="text-xs" />
        )}
      </span>
    </span>
  );
}
