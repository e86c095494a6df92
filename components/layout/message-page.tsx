import type { ReactNode } from 'react';

interface MessagePageProps {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}

/** A page that has nothing to show but a sentence and a way on. Fits inside the shell and without it. */
export function MessagePage({ title, children, action }: MessagePageProps) {
  return (
    <div className="mx-auto flex min-h-[60dvh] max-w-md flex-col justify-center px-4 py-12">
      <h1 className="text-lg">{title}</h1>
      <div className="mt-2 text-ink-2">{children}</div>
      {action && <div className="mt-5 flex gap-2">{action}</div>}
    </div>
  );
}
