import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { OfferSwitch } from '#components/admin/offer-switch.tsx';
import { useWhy } from '#components/errors/use-why.ts';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { Numeral } from '#components/ui/format/numeral.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { ImageView } from '#server/images/schema.ts';
import { paths } from '#server/paths.ts';
import { ImageWarmth } from './image-warmth.tsx';
import { OsMark } from './os-mark.tsx';

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
    {
      key: 'kind',
      header: t('column.kind'),
      from: 'lg',
      cell: ({ kinds }) => (
        <span className="md:whitespace-nowrap">{kinds.map((kind) => tKind(kind)).join(', ')}</span>
      ),
    },
    {
      key: 'user',
      header: t('column.user'),
      cell: (image) => (image.app ? '–' : <code className="text-sm">{image.defaultUser}</code>),
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
    <span className="flex items-start gap-2">
      <OsMark family={image.app ? 'app' : image.family} className="mt-0.5 text-ink-2" />
      <span className="flex min-w-0 flex-col">
        <Link
          href={paths.adminImage(image.id)}
          className="font-medium text-ink wrap-anywhere hover:text-accent-text hover:underline"
        >
          {image.name}
        </Link>
        <span className="flex flex-wrap items-center gap-x-3">
          <code className="text-xs text-ink-3 wrap-anywhere">{image.app?.reference ?? image.alias}</code>
          <WorkState image={image} />
          {image.state === 'ready' && !image.isPresent && (
            <StateLabel kind="failed" className="text-xs text-danger">
              {t('missing')}
            </StateLabel>
          )}
          {!image.app && image.isPresent && image.isEnabled && image.warmPlaces < image.allPlaces && (
            <ImageWarmth image={image} className="text-xs" />
          )}
        </span>
      </span>
    </span>
  );
}

/** What is being done to it and how far that is, or why it failed. */
function WorkState({ image }: { image: ImageView }) {
  const t = useTranslations('images.state');
  const why = useWhy()(image);
  const { state, job } = image;
  if (state === 'ready') {
    return why && <span className="text-xs text-danger wrap-anywhere">{t('notDeleted', { why })}</span>;
  }
  const isFailed = state === 'failed';
  return (
    <span className="flex flex-col text-xs">
      <StateLabel kind={isFailed ? 'failed' : 'working'} className={isFailed ? 'text-danger' : undefined}>
        {t(state)}
        {job?.note && <span className="ms-1 tabular-nums">{job.note}</span>}
      </StateLabel>
      {isFailed && <span className="text-ink-3 wrap-anywhere">{why}</span>}
    </span>
  );
}
