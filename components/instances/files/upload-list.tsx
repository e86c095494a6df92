import X from 'lucide-react/icons/x';
import { useFormatter, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { IconButton } from '#components/ui/button/icon-button.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import type { Upload, useUploads } from './use-uploads.ts';

type UploadListProps = Pick<ReturnType<typeof useUploads>, 'uploads' | 'replace' | 'drop' | 'clear'>;

export function UploadList({ uploads, clear, ...shared }: UploadListProps) {
  const t = useTranslations('guests.files');
  if (uploads.length === 0) return null;
  const isOver = uploads.some(({ state }) => state === 'done' || state === 'failed');
  return (
    <section aria-label={t('uploads')} className="mb-4 rounded-lg border border-line bg-surface p-3">
      <ul className="flex flex-col gap-2">
        {uploads.map((upload) => (
          <Line key={upload.key} upload={upload} {...shared} />
        ))}
      </ul>
      {isOver && (
        <div className="mt-2">
          <Button size="sm" variant="ghost" onClick={clear}>
            {t('clear')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Line({ upload, replace, drop }: Pick<UploadListProps, 'replace' | 'drop'> & { upload: Upload }) {
  const t = useTranslations('guests.files');
  const format = useFormatter();
  const { file, part, state, why, path } = upload;
  const percent = format.number(part, { style: 'percent' });
  const failure = why || t('lost');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="min-w-0 flex-1 basis-40 font-mono text-sm wrap-anywhere">{file.name}</span>
      <span className="text-sm text-ink-3">
        <Bytes value={file.size} />
      </span>
      {state === 'sending' && (
        <progress value={part} max={1} aria-label={file.name} className="h-1.5 w-28 accent-accent" />
      )}
      <span role="status" className={state === 'failed' ? 'text-sm text-danger' : 'text-sm text-ink-2'}>
        {state === 'failed' ? failure : t(`uploadState.${state}`, { percent })}
      </span>
      {state === 'asking' && (
        <span className="flex basis-full flex-wrap items-center gap-2">
          <span className="text-sm wrap-anywhere">{t('overwriteBody', { path })}</span>
          <Button size="sm" variant="danger" onClick={() => replace(upload)}>
            {t('overwrite')}
          </Button>
          <Button size="sm" onClick={() => drop(upload)}>
            {t('skip')}
          </Button>
        </span>
      )}
      {(state === 'waiting' || state === 'sending') && (
        <IconButton
          size="sm"
          label={t('cancelUpload', { name: file.name })}
          icon={<X />}
          onClick={() => drop(upload)}
        />
      )}
    </li>
  );
}
