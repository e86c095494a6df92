'use client';

import clsx from 'clsx';
import { useLocale, useTranslations } from 'next-intl';
import { type DragEvent, useRef, useState } from 'react';
import { formatBytes } from '../format/format-bytes.ts';
import { Textarea, type TextareaProps } from './textarea.tsx';

interface FileDropProps extends Omit<TextareaProps, 'value' | 'defaultValue' | 'onChange' | 'mono'> {
  /** For the file chooser, such as ".pub". Anything can be dropped. */
  accept?: string | undefined;
  maxBytes?: number | undefined;
  onText?: ((text: string, fileName: string | undefined) => void) | undefined;
}

/** A field for a few lines of text that often lie in a file: paste, drop or choose. */
export function FileDrop({ accept, maxBytes = 64 * 1024, onText, ...rest }: FileDropProps) {
  const t = useTranslations('common.file');
  const locale = useLocale();
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const [said, setSaid] = useState<{ text: string; isWrong: boolean }>();

  async function take(file: File | undefined) {
    if (!file || rest.disabled) return;
    const { name } = file;
    if (file.size > maxBytes) {
      return setSaid({ text: t('tooLarge', { name, limit: formatBytes(maxBytes, locale) }), isWrong: true });
    }
    const content = await file.text();
    if (content.includes('\u0000') || content.includes('\ufffd')) {
      return setSaid({ text: t('notText', { name }), isWrong: true });
    }
    setText(content.trimEnd());
    onText?.(content.trimEnd(), name);
    setSaid({ text: t('loaded', { name }), isWrong: false });
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button below
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Textarea
        {...rest}
        mono
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onText?.(event.target.value, undefined);
          setSaid(undefined);
        }}
        className={clsx('block break-all', isOver && 'border-accent! bg-accent-soft!')}
      />
      <p className="mt-1.5 text-sm text-ink-3">
        <button
          type="button"
          disabled={rest.disabled}
          onClick={() => chooser.current?.click()}
          className="rounded-sm text-accent-text underline"
        >
          {t('choose')}
        </button>{' '}
        {t('drop')}
        <span role="status" className={clsx('ms-2', said?.isWrong && 'text-danger')}>
          {said?.text}
        </span>
      </p>
      <input
        ref={chooser}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </div>
  );
}
