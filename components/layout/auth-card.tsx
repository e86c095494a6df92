import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';
import { LocaleLinks } from './locale-links.tsx';

interface AuthCardProps {
  title: string;
  description?: ReactNode;
  children: ReactNode;
  /** Below the card: another way in, or out. */
  footer?: ReactNode;
}

/** The page of everything that happens before the sign-in: one card, the mark, the languages. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <div className="grid min-h-dvh grid-rows-[1fr_auto] px-4">
      <main className="mx-auto flex w-full max-w-sm flex-col justify-center py-12">
        <div className="mb-6 flex items-center gap-2 text-accent">
          <BrandMark className="size-7" />
          <span className="text-md font-semibold tracking-tight text-ink">Berth</span>
        </div>
        <div className="rounded-lg border border-line bg-surface p-6 shadow-sm">
          <h1 className="text-lg">{title}</h1>
          {description && <div className="mt-1 text-ink-2">{description}</div>}
          <div className="mt-5">{children}</div>
        </div>
        {footer && <div className="mt-4 text-sm text-ink-2">{footer}</div>}
      </main>
      <footer className="flex justify-center pb-6">
        <LocaleLinks />
      </footer>
    </div>
  );
}
