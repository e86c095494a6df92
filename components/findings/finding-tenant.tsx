import Link from 'next/link';
import { paths } from '#server/paths.ts';
import type { FindingView } from '#server/reconcile/schema.ts';

export function FindingTenant({ tenant }: { tenant: FindingView['tenant'] }) {
  if (!tenant) return null;
  return (
    <Link href={paths.adminTenant(tenant.id)} className="hover:text-accent-text hover:underline">
      {tenant.name}
    </Link>
  );
}
