import { getTranslations } from 'next-intl/server';
import type { PageProps } from '#app/_lib/page.tsx';
import { currentUser, visitorCtx } from '#app/_lib/session.ts';
import { signOutAction } from '#app/(auth)/sign-in/actions.ts';
import { InvitationCard } from '#components/auth/invitation-card.tsx';
import { InvitationGone } from '#components/auth/invitation-gone.tsx';
import { AppError } from '#server/errors.ts';
import { getInvitation } from '#server/team/get-invitation.ts';
import { joinAction, registerAction } from './actions.ts';

export async function generateMetadata() {
  const title = (await getTranslations('auth.invite'))('pageTitle');
  // The address is the secret: it must not travel on as a referrer.
  return { title, referrer: 'no-referrer' as const };
}

export default async function InvitePage({ params }: PageProps) {
  const { token = '' } = await params;
  const [user, invitation] = await Promise.all([currentUser(), findInvitation(token)]);
  if (!invitation) return <InvitationGone />;
  return (
    <InvitationCard
      token={token}
      invitation={invitation}
      signedInAs={user?.email}
      actions={{ register: registerAction, join: joinAction, signOut: signOutAction }}
    />
  );
}

async function findInvitation(token: string) {
  try {
    return await getInvitation(await visitorCtx(), { token });
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return undefined;
    throw error;
  }
}
