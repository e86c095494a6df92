'use client';

import Upload from 'lucide-react/icons/upload';
import { useTranslations } from 'next-intl';
import { type ChangeEvent, useRef } from 'react';
import { Button } from '#components/ui/button/button.tsx';
import { useUpload } from './uploads-context.ts';

export function UploadButton() {
  const t = useTranslations('guests.files');
  const upload = useUpload();
  const input = useRef<HTMLInputElement>(null);

  function take({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    upload([...(currentTarget.files ?? [])]);
    // The same file can be chosen again.
    currentTarget.value = '';
  }

  return (
    <>
      <input ref={input} type="file" multiple hidden aria-label={t('upload')} onChange={take} />
      <Button variant="primary" onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {t('upload')}
      </Button>
    </>
  );
}
