'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button/button.tsx';
import { Dialog } from '#components/ui/dialog/dialog.tsx';
import { SecretReveal } from '#components/ui/secret-reveal.tsx';

interface RootPasswordDialogProps {
  name: string;
  rootPassword: string;
  /** Where to go when it has been saved; the page stays when left out. */
  href?: string | undefined;
  onClose?: (() => void) | undefined;
}

/** Shown once: it is nowhere else. */
export function RootPasswordDialog({ name, rootPassword, href, onClose }: RootPasswordDialogProps) {
  const t = useTranslations('instances.password');
  const router = useRouter();

  function leave() {
    onClose?.();
    if (href) router.push(href);
  }

  return (
    <Dialog
      open
      keepOnOutsideClick
      onOpenChange={(isOpen) => !isOpen && leave()}
      title={t('title', { name })}
      description={t('about')}
      footer={
        <Button variant="primary" onClick={leave}>
          {t('done')}
        </Button>
      }
    >
      <SecretReveal label={t('label')} value={rootPassword} />
    </Dialog>
  );
}
