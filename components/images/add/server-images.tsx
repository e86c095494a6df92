import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { ActionButton } from '#components/ui/action/action-button.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import { SearchInput } from '#components/ui/query/search-input.tsx';
import type { Query } from '#components/ui/query/with-query.ts';
import { type Column, DataTable } from '#components/ui/table/data-table.tsx';
import type { ServerImage, ServerImagePage } from '#server/images/add-schema.ts';
import { OsMark } from '../os-mark.tsx';

interface ServerImagesProps {
  server: string;
  /** Undefined while the server does not answer; why is among the children. */
  found: ServerImagePage | undefined;
  query: Query;
  actions: { copy: FormAction; setServer: FormAction };
  children: ReactNode;
}

/** What an image server offers this engine, and its address. */
export function ServerImages({ server, found, actions, children }: ServerImagesProps) {
  const t = useTranslations('images.add.server');
  return (
    <div className="flex flex-col gap-6">
      <Form action={actions.setServer} label={t('address')} className="max-w-2xl">
        <div className="flex flex-wrap items-end gap-3">
          <Field name="imageServer" label={t('address')} hint={t('addressHint')} required className="grow">
            <Input key={server} mono type="url" defaultValue={server} maxLength={200} />
          </Field>
          <SubmitButton variant="secondary" pendingLabel={t('asking')} className="mb-6">
            {t('ask')}
          </SubmitButton>
        </div>
      </Form>
      <div className="max-w-sm">
        <SearchInput label={t('search')} />
      </div>
      {found && found.items.length > 0 && <Found images={found.items} copy={actions.copy} server={server} />}
      {found?.items.length === 0 && <p className="text-ink-2">{t('nothing')}</p>}
      {children}
    </div>
  );
}

function Found({ images, copy, server }: { images: ServerImage[]; copy: FormAction; server: string }) {
  const t = useTranslations('images.add.server');
  const tKind = useTranslations('instances.kind');
  const columns: Column<ServerImage>[] = [
    {
      key: 'name',
      header: t('column.name'),
      primary: true,
      cell: ({ alias, os, release, family, variant }) => (
        <span className="flex items-start gap-2">
          <OsMark family={family} className="mt-0.5 text-ink-2" />
          <span className="flex min-w-0 flex-col">
            <span className="font-medium">
              {os} {release}
              {variant !== 'default' && ` (${variant})`}
            </span>
            <code className="text-xs text-ink-3 wrap-anywhere">{alias}</code>
          </span>
        </span>
      ),
    },
    { key: 'kind', header: t('column.kind'), cell: ({ kind }) => tKind(kind) },
    {
      key: 'architecture',
      header: t('column.architecture'),
      from: 'lg',
      cell: (image) => image.architecture,
    },
    {
      key: 'version',
      header: t('column.version'),
      from: 'lg',
      cell: ({ version, versions }) => (
        <span className="tabular-nums">
          {t('version', { version: version.replace('_', ' '), count: versions })}
        </span>
      ),
    },
    {
      key: 'size',
      header: t('column.size'),
      align: 'end',
      cell: ({ sizeBytes }) => <Bytes value={sizeBytes} />,
    },
    {
      key: 'actions',
      header: t('column.actions'),
      actions: true,
      cell: ({ alias, kind, os, release, hereAs }) => (
        <ActionButton
          size="sm"
          action={copy}
          fields={{ remoteAlias: alias, kind }}
          label={t('copy')}
          pendingLabel={t('copying')}
          disabledReason={
            hereAs === null ? undefined : t('here', { alias: hereAs, name: `${os} ${release}` })
          }
        />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('caption', { server })}
      columns={columns}
      rows={images}
      rowKey={({ alias, kind, architecture }) => `${alias} ${kind} ${architecture}`}
    />
  );
}
