export type ToastTone = 'ok' | 'danger' | 'info';

export interface ToastInput {
  title: string;
  body?: string | undefined;
  tone?: ToastTone | undefined;
}

const waiting: ToastInput[] = [];
let listener: (() => void) | undefined;

/** Says that something happened. A failure stays until it is closed. */
export function showToast(toast: ToastInput) {
  waiting.push(toast);
  listener?.();
}

/** For ToastHost alone: hears of new toasts, until the returned function is called. */
export function onToast(run: () => void): () => void {
  listener = run;
  if (waiting.length > 0) run();
  return () => {
    if (listener === run) listener = undefined;
  };
}

export function takeToasts(): ToastInput[] {
  return waiting.splice(0);
}
