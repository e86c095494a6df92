import clsx from 'clsx';
import type { ReactNode } from 'react';

/** Drawings of our own on 24 × 24, in the spirit of each system and no one's trademark; strokes take the text's colour. */
const marks: Record<string, ReactNode> = {
  debian: (
    <path d="M15.5 13.5c-1.2 1.6-4 1.4-4.6-.6-.7-2.3 2-4.3 4.3-3 2.8 1.5 2.4 5.8-.7 7.2-4 1.8-8.3-1.6-8-6C6.8 6.8 10.8 4 14.8 5c2 .5 3.5 1.8 4.2 3.5" />
  ),
  ubuntu: (
    <>
      <circle cx="12" cy="12" r="6" />
      <circle cx="18.5" cy="12" r="1.8" />
      <circle cx="8.7" cy="6.4" r="1.8" />
      <circle cx="8.7" cy="17.6" r="1.8" />
    </>
  ),
  alpine: <path d="m3 17 6-9 3.5 5 1.7-2.5L21 17M7.5 17l1.5-2.3" />,
  archlinux: <path d="M12 4 4.5 19.5c2.5-1.5 5-2 7.5-2s5 .5 7.5 2zM12 11v6.5" />,
  fedora: <path d="M16.5 5.5a3.8 3.8 0 0 0-4.5 3.8V16a3.6 3.6 0 1 1-3.6-3.6H15" />,
  rhel: <path d="M4 15.5c4.5 2 11.5 2 16 0M7 14.8l1.5-6c.3-1 1-1.5 2-1.3l3 .6c1.3.3 2 .8 2.4 1.9l1.6 4.6" />,
  opensuse: (
    <path d="M5 14.5C5 9.5 9 7 14 7c3.5 0 5.5 1.8 5.5 4.3 0 1.7-1.3 2.7-2.8 2.7H11a2.5 2.5 0 1 0 2.5 2.5M16 10.3h.01" />
  ),
  void: <path d="M6 8.5a7 7 0 1 0 9.5-2.6M9.5 12h5M5 5l3 3" />,
  gentoo: (
    <path d="M8 6.5c4-2 10 1.5 10 5 0 3-6 6.5-8.5 6.5S6 16 7.5 14.5l3-3C8.5 10.5 6.5 7.3 8 6.5ZM13 11h.01" />
  ),
  nixos: <path d="m12 4 4.5 8M19 8l-4.5 8M19 16h-9M12 20l-4.5-8M5 16l4.5-8M5 8h9" />,
  bsd: (
    <path d="M6.5 10C4.5 8 4.5 5.5 5 4.5c1 1.5 2.5 2 4 2.2M17.5 10c2-2 2-4.5 1.5-5.5-1 1.5-2.5 2-4 2.2M12 20a7 7 0 1 0 0-14 7 7 0 0 0 0 14Z" />
  ),
  windows: (
    <path d="M4.5 6.5 11 5.5v6H4.5zM13 5.2l6.5-1v7.3H13zM4.5 13.5H11v6l-6.5-1zM13 13.5h6.5v7.3l-6.5-1z" />
  ),
  app: <path d="m12 4 7 4v8l-7 4-7-4V8zM5 8l7 4 7-4M12 12v8" />,
  unikernel: (
    <path d="M8 8h8v8H8zM10.5 4v4M13.5 4v4M10.5 16v4M13.5 16v4M4 10.5h4M4 13.5h4M16 10.5h4M16 13.5h4" />
  ),
};

/** Systems that are kin have the same. */
const kin: Record<string, string> = {
  ...{ arch: 'archlinux', 'arch-linux': 'archlinux', 'alpine-linux': 'alpine', voidlinux: 'void' },
  ...{
    centos: 'rhel',
    rockylinux: 'rhel',
    rocky: 'rhel',
    almalinux: 'rhel',
    oracle: 'rhel',
    'red-hat': 'rhel',
  },
  ...{ 'opensuse-leap': 'opensuse', 'opensuse-tumbleweed': 'opensuse', suse: 'opensuse', sles: 'opensuse' },
  ...{ freebsd: 'bsd', openbsd: 'bsd', netbsd: 'bsd', mint: 'ubuntu', devuan: 'debian', kali: 'debian' },
};

const neutral = (
  <>
    <circle cx="12" cy="12" r="8" />
    <circle cx="12" cy="12" r="2" />
  </>
);

interface OsMarkProps {
  /** `familyOf` its system, or `app`. */
  family: string;
  className?: string | undefined;
}

/** What a system looks like in a list. It says nothing that the name beside it does not. */
export function OsMark({ family, className }: OsMarkProps) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={clsx('size-5 shrink-0', className)}
    >
      {marks[family] ?? marks[kin[family] ?? ''] ?? neutral}
    </svg>
  );
}
