import { useTranslations } from 'next-intl';
import { useWhy } from '#components/errors/use-why.ts';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { TimeAgo } from '#components/ui/format/time-ago.tsx';
import { StateLabel } from '#components/ui/state-label.tsx';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { ImageView } from '#server/images/schema.ts';
import { OsMark } from '../os-mark.tsx';
import type { OwnImageActions } from './own-image-actions.ts';
import { OwnImageRowActions } from './own-image-row-actions.tsx';

interface OwnImageTableProps {
  tenant: { slug: string; name: string };
  images: ImageView[];
  forbidden: string | undefined;
  actions: OwnImageActions;
}

export function OwnImageTable({ tenant, images, forbidden, actions }: OwnImageTableProps) {
  const t = useTranslations('images.own');
  const columns: Column<ImageView>[] = [
    { key: 'name', header: t('column.name'), primary: true, cell: (image) => <Name image={image} /> },
    { key: 'state', header: t('column.state'), wide: true, cell: (image) => <ImageState image={image} /> },
    { key: 'of', header: t('column.of'), from: 'lg', cell: ({ originNote }) => originNote },
    {
      key: 'size',
      header: t('column.size'),
      align: 'end',
      cell: ({ state, sizeBytes }) => (state === 'ready' ? <Bytes value={sizeBytes} /> : '–'),
    },
    {
      key: 'disk',
      header: t('column.disk'),
      align: 'end',
      from: 'xl',
      cell: (image) => <Bytes value={image.minDiskBytes} />,
    },
    {
      key: 'made',
      header: t('column.made'),
      from: 'lg',
      cell: (image) => <TimeAgo value={image.createdAt} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: (image) => (
        <OwnImageRowActions tenant={tenant.slug} image={image} forbidden={forbidden} actions={actions} />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('caption', { tenant: tenant.name })}
      columns={columns}
      rows={images}
      rowKey={(image) => image.id}
    />
  );
}

function Name({ image: { name, description, family } }: { image: ImageView }) {
  return (
    <span className="flex items-start gap-2">
      <OsMark family={family} className="mt-0.5 text-ink-2" />
      <span className="flex min-w-0 flex-col">
        <span className="font-medium wrap-anywhere">{name}</span>
        {description !== '' && <span className="text-sm text-ink-3 wrap-anywhere">{description}</span>}
      </span>
    </span>
  );
}

/** What it is now, and how far what is being done to it. */
export function ImageState({ image }: { image: ImageView }) {
  const t = useTranslations('images.own.state');
  const why = useWhy()(image);
  const { state, isPresent, job } = image;
  if (state === 'failed') {
    return (
      <span className="flex flex-col">
        <StateLabel kind="failed">{t('failed')}</StateLabel>
        <span className="max-w-96 text-xs text-ink-3 wrap-anywhere">{why}</span>
      </span>
    );
  }
  if (state === 'ready') {
    return (
      <span className="flex flex-col">
        <StateLabel kind={isPresent ? 'running' : 'failed'}>{t(isPresent ? 'ready' : 'gone')}</StateLabel>
        {why && <span className="max-w-96 text-xs text-ink-3 wrap-anywhere">{t('notDeleted', { why })}</span>}
      </span>
    );
  }
  return (
    <span className="flex flex-col">
      <StateLabel kind="working">{t(state)}</StateLabel>
      {job?.note && <span className="ps-4.5 text-xs text-ink-3 tabular-nums">{job.note}</span>}
    </span>
  );
}
