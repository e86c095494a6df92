import clsx from 'clsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'sm' | 'md' | 'lg';

const base =
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors aria-disabled:cursor-not-allowed aria-busy:cursor-progress [&_svg]:size-4 [&_svg]:shrink-0';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent hover:bg-accent-hover aria-disabled:not-aria-busy:border-line aria-disabled:not-aria-busy:bg-inset aria-disabled:not-aria-busy:text-ink-3',
  secondary:
    'border-line-strong bg-surface text-ink shadow-sm hover:bg-inset aria-disabled:not-aria-busy:border-line aria-disabled:not-aria-busy:bg-transparent aria-disabled:not-aria-busy:text-ink-3 aria-disabled:not-aria-busy:shadow-none data-popup-open:bg-inset',
  ghost:
    'border-transparent text-ink-2 hover:bg-hover hover:text-ink aria-disabled:not-aria-busy:bg-transparent aria-disabled:not-aria-busy:text-ink-3 data-popup-open:bg-hover',
  danger:
    'border-transparent bg-danger-fill text-on-danger hover:bg-danger-fill-hover aria-disabled:not-aria-busy:border-line aria-disabled:not-aria-busy:bg-inset aria-disabled:not-aria-busy:text-ink-3',
};

const sizes: Record<ButtonSize, string> = {
  sm: 'h-7 px-2 text-sm max-md:h-9 max-md:px-3',
  md: 'h-8 px-3 text-base max-md:h-10',
  lg: 'h-10 px-4 text-base',
};

const squares: Record<ButtonSize, string> = {
  sm: 'size-7 max-md:size-9',
  md: 'size-8 max-md:size-10',
  lg: 'size-10',
};

export interface ButtonLook {
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  /** A button that holds nothing but an icon. */
  square?: boolean | undefined;
}

/** The look alone, for whatever has to be another element than our Button. */
export function buttonClass({ variant = 'secondary', size = 'md', square = false }: ButtonLook = {}) {
  return clsx(base, variants[variant], square ? squares[size] : sizes[size]);
}
