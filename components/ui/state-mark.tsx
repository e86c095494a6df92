import clsx from 'clsx';

export type StateKind = 'running' | 'stopped' | 'working' | 'failed' | 'locked' | 'unlocked' | 'suspended';

const colours: Record<StateKind, string> = {
  running: 'text-ok',
  stopped: 'text-ink-3',
  working: 'text-info',
  failed: 'text-danger',
  locked: 'text-lock',
  unlocked: 'text-ok',
  suspended: 'text-warn',
};

/** The shape of a state. Each is another shape, so that nobody needs the colour. */
export function StateMark({ kind, className }: { kind: StateKind; className?: string | undefined }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden
      className={clsx('size-3 shrink-0', colours[kind], kind === 'working' && 'animate-quiet', className)}
      fill="currentColor"
      stroke="none"
    >
      {shapes[kind]}
    </svg>
  );
}

const shapes: Record<StateKind, React.ReactNode> = {
  running: <circle cx="6" cy="6" r="4.25" />,
  stopped: (
    <rect
      x="2.25"
      y="2.25"
      width="7.5"
      height="7.5"
      rx="1.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    />
  ),
  working: (
    <path
      d="M6 1.75a4.25 4.25 0 1 1-4.25 4.25"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
    />
  ),
  failed: (
    <path d="M6 1.1c.4 0 .73.2.92.54l4.2 7.3c.4.7-.1 1.56-.92 1.56H1.8c-.81 0-1.32-.87-.91-1.57l4.2-7.3A1.05 1.05 0 0 1 6 1.1Z" />
  ),
  locked: (
    <>
      <rect x="2" y="5.25" width="8" height="5.5" rx="1.25" />
      <path d="M3.9 5.25V3.7a2.1 2.1 0 0 1 4.2 0v1.55" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  unlocked: (
    <>
      <rect
        x="1.75"
        y="5.75"
        width="7.5"
        height="4.75"
        rx="1"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <path d="M6.9 5.25V3.4a2.1 2.1 0 0 1 4.2 0v.9" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  suspended: (
    <>
      <rect x="2.4" y="1.9" width="2.5" height="8.2" rx="0.8" />
      <rect x="7.1" y="1.9" width="2.5" height="8.2" rx="0.8" />
    </>
  ),
};
