'use client';

import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { CodeBlock } from '#components/ui/code-block.tsx';
import { FormActions } from '#components/ui/form/form-actions.tsx';
import { SecretReveal } from '#components/ui/secret-reveal.tsx';

/** What the action answers; the token is nowhere else. */
export interface MadeToken {
  name: string;
  token: string;
}

interface NewTokenProps {
  made: MadeToken;
  apiUrl: string;
  onDone: () => void;
}

/** A new token, the only time that anybody sees it, and how it is used. */
export function NewToken({ made, apiUrl, onDone }: NewTokenProps) {
  const t = useTranslations('tokens.create');
  return (
    <div className="flex flex-col gap-4">
      <SecretReveal label={t('secret')} value={made.token} />
      <div>
        <p className="mb-1.5 font-medium">{t('use')}</p>
        <CodeBlock label={t('use')} code={`curl -H "Authorization: Bearer $BERTH_TOKEN" "${apiUrl}"`} />
      </div>
      <FormActions>
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </FormActions>
    </div>
  );
}
