import { redirect } from 'next/navigation';
import { signOutAction } from '#app/(auth)/sign-in/actions.ts';
import { NobodyPage } from '#components/auth/nobody-page.tsx';
import { paths } from '#server/paths.ts';
import { page } from './_lib/page.tsx';

/** Leads everybody to where they work. */
export default page(async ({ actor }) => {
  if (actor.isOperator) redirect(paths.admin());
  const [first] = actor.memberships;
  if (first) redirect(paths.instances(first.slug));
  return <NobodyPage email={actor.email} signOut={signOutAction} />;
});
