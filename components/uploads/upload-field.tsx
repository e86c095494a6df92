'use client';

import clsx from 'clsx';
import { useTranslations } from 'next-intl';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Field } from '#components/ui/field/field.tsx';
import { Bytes } from '#components/ui/format/bytes.tsx';
import type { UploadPurpose, UploadView } from '#server/uploads/schema.ts';
import { ChooseButton } from './choose-button.tsx';
import { UploadProgress } from './upload-progress.tsx';
import { useUpload } from './use-upload.ts';

interface UploadFieldProps {
  /** The field that gets the upload's id as soon as it is ready. */
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  tenant: string;
  purpose: UploadPurpose;
  /** For the file chooser, such as ".iso". Anything can be dropped: what it is is told by its content. */
  accept?: string | undefined;
  /** The largest that the panel takes, where the page knows. */
  maxBytes?: number | undefined;
  optional?: boolean | undefined;
  /** Why nothing can be uploaded, if so. */
  disabledReason?: string | undefined;
  onReady?: ((view: UploadView) => void) | undefined;
  /** One that was ready is given up for another. */
  onDropped?: ((id: string) => void) | undefined;
}

/** A file of any size: choose or drop it, hold it, go on after a reload, and see what the panel makes of it. */
export function UploadField(props: UploadFieldProps) {
  const { name, label, hint, tenant, purpose, accept, maxBytes, optional, disabledReason } = props;
  const t = useTranslations('uploads');
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState<File>();
  const upload = useUpload({ tenant, purpose }, props);
  const { state } = upload;
  const isFree = state.phase === 'idle' || state.phase === 'unfinished' || state.phase === 'refused';

  function take(file: File | undefined) {
    if (!file || disabledReason !== undefined || !isFree) return;
    const isTooLarge = maxBytes !== undefined && file.size > maxBytes;
    setTooLarge(isTooLarge ? file : undefined);
    if (!isTooLarge) upload.begin(file);
  }
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  const error = tooLarge && t('tooLarge', { name: tooLarge.name });
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={error}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button below */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={clsx(
          'flex flex-col gap-3 rounded-lg border border-dashed border-line-strong bg-surface p-3',
          isOver && isFree && 'border-accent! bg-accent-soft!',
        )}
      >
        <UploadProgress upload={upload} />
        {isFree && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-3">
            <ChooseButton disabledReason={disabledReason} onClick={() => chooser.current?.click()}>
              {state.phase === 'unfinished' ? t('chooseAgain') : t('choose')}
            </ChooseButton>
            <span>{t('drop')}</span>
            {maxBytes !== undefined && (
              <span>
                {t('most')} <Bytes value={maxBytes} />
              </span>
            )}
          </div>
        )}
      </div>
      <input
        ref={chooser}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {state.phase === 'ready' && <input type="hidden" name={name} value={state.view.id} />}
    </Field>
  );
}
