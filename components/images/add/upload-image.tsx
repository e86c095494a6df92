'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { type SubmitEvent, useRef, useState } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { Select } from '#components/ui/field/select.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { formatBytes } from '#components/ui/format/format-bytes.ts';
import { serverImageKinds } from '#server/images/add-schema.ts';
import { paths } from '#server/paths.ts';
import { sendImage } from './send-image.ts';

type Sending = { sent: number; total: number; cancel: () => void };

/** One file, or both parts of a split image; says how far it is, and can be broken off. */
export function UploadImage() {
  const t = useTranslations('images.add.upload');
  const tForm = useTranslations('images.form');
  const tKind = useTranslations('instances.kind');
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [sending, setSending] = useState<Sending>();
  const [failure, setFailure] = useState<string>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const files = ['image', 'rootfs'].map((name) => data.get(name)).filter((each) => each instanceof File);
    const chosen = files.filter((file) => file.size > 0);
    if (chosen.length === 0) return setFailure(t('noFile'));
    const total = chosen.reduce((sum, { size }) => sum + size, 0);
    const stop = new AbortController();
    const cancel = () => stop.abort();
    setFailure(undefined);
    setSending({ sent: 0, total, cancel });
    const query = Object.fromEntries(
      ['alias', 'name', 'kind'].map((name) => [name, String(data.get(name) ?? '')]),
    );
    try {
      const onProgress = (sent: number) => setSending({ sent, total, cancel });
      await sendImage({ query, files: chosen, onProgress, signal: stop.signal });
      router.push(paths.adminImages());
    } catch (error) {
      const said = error instanceof Error && error.message !== '' ? error.message : t('broken');
      setFailure(stop.signal.aborted ? t('cancelled') : said);
    } finally {
      setSending(undefined);
    }
  }

  return (
    <form ref={form} onSubmit={submit} aria-label={t('title')} className="flex max-w-xl flex-col gap-5">
      <p className="text-ink-2">{t('about')}</p>
      {failure && (
        <div role="alert">
          <Callout tone="danger">{failure}</Callout>
        </div>
      )}
      <Field name="image" label={t('file')} hint={t('fileHint')} required>
        <Input type="file" accept=".xz,.gz,.zst,.tar,.tgz,.txz" className="py-1.5" />
      </Field>
      <Field name="rootfs" label={t('rootfs')} hint={t('rootfsHint')} optional>
        <Input type="file" className="py-1.5" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field name="alias" label={t('alias')} hint={t('aliasHint')} required>
          <Input mono placeholder="acme/1" />
        </Field>
        <Field name="kind" label={t('kind')} hint={t('kindHint')} required>
          <Select options={serverImageKinds.map((kind) => ({ value: kind, label: tKind(kind) }))} />
        </Field>
      </div>
      <Field name="name" label={tForm('name')} hint={t('nameHint')} optional>
        <Input maxLength={80} autoComplete="off" />
      </Field>
      {sending && <Progress {...sending} />}
      <FormActions>
        <Button type="submit" variant="primary" pending={sending !== undefined} pendingLabel={t('sending')}>
          {t('submit')}
        </Button>
        {sending && (
          <Button variant="ghost" onClick={sending.cancel}>
            {t('cancel')}
          </Button>
        )}
      </FormActions>
    </form>
  );
}

function Progress({ sent, total }: Sending) {
  const t = useTranslations('images.add.upload');
  const locale = useLocale();
  const words = { sent: formatBytes(sent, locale), total: formatBytes(total, locale) };
  const text = sent < total ? t('progress', words) : t('checking');
  return (
    <div className="flex flex-col gap-1.5" role="status">
      <progress aria-label={t('title')} value={sent} max={total} className="w-full accent-accent" />
      <span className="text-sm text-ink-2 tabular-nums">{text}</span>
    </div>
  );
}
