'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { useAction } from '#components/ui/action/use-action.ts';
import { Button } from '#components/ui/button/button.tsx';
import { Callout } from '#components/ui/callout.tsx';
import { machineText } from '#components/ui/field/machine-text.ts';
import type { ActionState, FormAction } from '#components/ui/form/action-state.ts';
import { maxTextBytes, type TextFileView } from '#server/guests/files-schema.ts';
import { fromField, lineEndsOf, toField } from './line-ends.ts';

interface TextEditorProps {
  id: string;
  label: string;
  /** As it is now. What is typed outlives a page that is drawn again. */
  file: TextFileView;
  save: FormAction;
}

export function TextEditor({ id, label, file, save }: TextEditorProps) {
  const t = useTranslations('guests.files');
  const fieldId = useId();
  const [base, setBase] = useState(file);
  const [text, setText] = useState(toField(file.text));
  // After a save the page still shows for a moment what was there before.
  const [seen, setSeen] = useState(file.sha256);
  const { pending, run } = useAction();
  const ends = lineEndsOf(base.text);
  const isChanged = text !== toField(base.text);
  const isStale = file.sha256 !== seen && file.sha256 !== base.sha256;
  const isTooLarge = new TextEncoder().encode(fromField(text, ends)).length > maxTextBytes;
  // Somebody else's change is taken over as long as nothing was typed.
  if (isStale && !isChanged && !pending) open();
  if (file.sha256 === base.sha256 && file.sha256 !== seen) setSeen(file.sha256);

  function open() {
    setBase(file);
    setSeen(file.sha256);
    setText(toField(file.text));
  }
  function press() {
    const written = fromField(text, ends);
    const fields = { id, path: file.path, text: JSON.stringify(written), formerSha256: base.sha256 };
    run(save, fields, (state: ActionState) => {
      if (state.status !== 'ok') return;
      const { sha256 } = state.data as { sha256: string };
      setBase({ ...base, text: written, sha256 });
    });
  }

  const whyNot = isTooLarge ? t('tooLarge') : isChanged ? undefined : t('noChange');
  return (
    <section aria-labelledby={`${fieldId}-label`} className="mb-8 flex flex-col gap-3">
      <label id={`${fieldId}-label`} htmlFor={fieldId} className="text-md wrap-anywhere">
        {t('editor', { name: label })}
      </label>
      {isStale && isChanged && !pending && (
        <div role="alert">
          <Callout
            tone="warn"
            title={t('changedTitle')}
            actions={
              <Button size="sm" onClick={open}>
                {t('changedReload')}
              </Button>
            }
          />
        </div>
      )}
      {ends === 'mixed' && <Callout tone="info">{t('mixed')}</Callout>}
      <textarea
        id={fieldId}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        aria-describedby={`${fieldId}-hint`}
        rows={24}
        wrap="off"
        {...machineText}
        className="w-full resize-y rounded-md border border-line-strong bg-surface px-3 py-2 font-mono text-sm"
      />
      <p id={`${fieldId}-hint`} className="text-sm text-ink-3">
        {t('editorHint')}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          variant="primary"
          pending={pending}
          pendingLabel={t('saving')}
          disabledReason={whyNot}
          onClick={press}
        >
          {t('save')}
        </Button>
        <span role="status" className="text-sm text-ink-3">
          {isChanged ? t('unsaved') : ''}
        </span>
      </div>
    </section>
  );
}
