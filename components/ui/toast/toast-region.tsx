'use client';

import { Toast } from '@base-ui/react/toast';
import CircleAlert from 'lucide-react/icons/circle-alert';
import CircleCheck from 'lucide-react/icons/circle-check';
import Info from 'lucide-react/icons/info';
import X from 'lucide-react/icons/x';
import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import { onToast, type ToastTone, takeToasts } from './show-toast.ts';

const manager = Toast.createToastManager<{ tone: ToastTone }>();
const shownMs = 5000;

/** The toasts themselves. What was said before it came is shown as soon as the region is there to be heard. */
export function ToastRegion() {
  const t = useTranslations('common');
  useEffect(() => onToast(showWaiting), []);
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport
          aria-label={t('toasts')}
          className="fixed end-4 bottom-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col-reverse gap-2 outline-none max-md:bottom-20"
        >
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function showWaiting() {
  for (const { title, body, tone = 'ok' } of takeToasts()) {
    const isFailure = tone === 'danger';
    manager.add({
      title,
      description: body,
      data: { tone },
      timeout: isFailure ? 0 : shownMs,
    });
  }
}

const marks: Record<ToastTone, React.ReactNode> = {
  ok: <CircleCheck className="size-4 text-ok" />,
  danger: <CircleAlert className="size-4 text-danger" />,
  info: <Info className="size-4 text-info" />,
};

function Toasts() {
  const t = useTranslations('common');
  const { toasts } = Toast.useToastManager<{ tone: ToastTone }>();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg border border-line-strong bg-overlay shadow-lg transition-[opacity,translate] duration-100 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-start gap-2.5 py-2.5 ps-3 pe-2">
        <span aria-hidden className="mt-0.5">
          {marks[toast.data?.tone ?? 'ok']}
        </span>
        <div className="min-w-0 flex-1">
          <Toast.Title className="text-base font-medium text-pretty wrap-anywhere" />
          <Toast.Description className="mt-0.5 text-sm text-ink-2 wrap-anywhere" />
        </div>
        <Toast.Close
          aria-label={t('close')}
          className="grid size-6 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X className="size-3.5" />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
