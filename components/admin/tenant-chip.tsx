import X from 'lucide-react/icons/x';
import Link from 'next/link';

interface TenantChipProps {
  /** What is shown: "Only Acme". */
  label: string;
  /** What pressing it does: "Show all tenants". */
  clearLabel: string;
  href: string;
}

/** A filter that another page has led here with, and the way out of it. */
export function TenantChip({ label, clearLabel, href }: TenantChipProps) {
  return (
    <Link
      href={href}
      aria-label={`${label}. ${clearLabel}`}
      className="inline-flex h-7 items-center gap-1.5 rounded-full border border-accent bg-accent-soft px-2.5 text-sm text-accent-text max-md:h-9"
    >
      {label}
      <X aria-hidden className="size-3.5" />
    </Link>
  );
}
