import { redirect } from 'next/navigation';
import { signOutAction } from '#app/(auth)/sign-in/actions.ts';
import { NobodyPage } from '#components/auth/nobody-page.tsx';
import { paths } from '#server/paths.ts';
import { listKeptReceipts } from '#server/vaults/list-kept-receipts.ts';
import { page } from './_lib/page.tsx';

/** Leads everybody to where they work. */
export default page(async (ctx) => {
  const { actor } = ctx;
  if (actor.isOperator) redirect(paths.admin());
  const [first] = actor.memberships;
  if (first) redirect(paths.instances(first.slug));
  const hasReceipts = (await listKeptReceipts(ctx)).length > 0;
  return <NobodyPage email={actor.email} hasReceipts={hasReceipts} signOut={signOutAction} />;
});
