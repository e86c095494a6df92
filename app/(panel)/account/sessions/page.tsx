import { getTranslations } from 'next-intl/server';
import { page } from '#app/_lib/page.tsx';
import { AccountHeader } from '#components/account/account-header.tsx';
import { SessionsSection } from '#components/account/sessions-section.tsx';
import { listSessions } from '#server/auth/list-sessions.ts';
import { revokeOtherSessionsAction, revokeSessionAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('account.sessions'))('title') };
}

export default page(async (ctx) => {
  const sessions = await listSessions(ctx);
  return (
    <>
      <AccountHeader />
      <SessionsSection
        sessions={sessions}
        actions={{ revoke: revokeSessionAction, revokeOthers: revokeOtherSessionsAction }}
      />
    </>
  );
});
