import { useTranslations } from 'next-intl';
import { AuthCard } from '#components/layout/auth-card.tsx';
import { LinkButton } from '#components/ui/button/link-button.tsx';
import type { FormAction } from '#components/ui/form/action-state.ts';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { paths } from '#server/paths.ts';
import type { OpenInvitation } from '#server/team/schema.ts';
import { RegisterForm } from './register-form.tsx';
import { SignOutButton } from './sign-out-button.tsx';

interface InvitationCardProps {
  token: string;
  invitation: OpenInvitation;
  /** The e-mail address of who is signed in in this browser. */
  signedInAs: string | undefined;
  actions: { register: FormAction; join: FormAction; signOut: () => Promise<void> };
}

/** What the invited sees: a form for somebody new, one click for who is signed in, the way there for others. */
export function InvitationCard({ token, invitation, signedInAs, actions }: InvitationCardProps) {
  const t = useTranslations('auth.invite');
  const tRoles = useTranslations('team.roles');
  const { email, invitedBy, tenant } = invitation;
  const role = tRoles(invitation.role);
  const about = invitedBy ? t('about', { name: invitedBy, role }) : t('aboutNobody', { role });
  return (
    <AuthCard title={t('title', { tenant: tenant.name })} description={about}>
      {signedInAs === email && <JoinForm token={token} email={email} action={actions.join} />}
      {signedInAs !== undefined && signedInAs !== email && (
        <div className="flex flex-col items-start gap-4">
          <p>{t('otherUser', { email, current: signedInAs })}</p>
          <SignOutButton signOut={actions.signOut} label={t('signOut')} pendingLabel={t('signingOut')} />
        </div>
      )}
      {signedInAs === undefined && invitation.hasAccount && <SignInFirst token={token} email={email} />}
      {signedInAs === undefined && !invitation.hasAccount && (
        <RegisterForm token={token} email={email} action={actions.register} />
      )}
    </AuthCard>
  );
}

function JoinForm({ token, email, action }: { token: string; email: string; action: FormAction }) {
  const t = useTranslations('auth.invite');
  return (
    <Form action={action} label={t('submit')}>
      <p>{t('signedInAs', { email })}</p>
      <input type="hidden" name="token" value={token} />
      <SubmitButton size="lg" pendingLabel={t('submitting')}>
        {t('submit')}
      </SubmitButton>
    </Form>
  );
}

function SignInFirst({ token, email }: { token: string; email: string }) {
  const t = useTranslations('auth.invite');
  return (
    <div className="flex flex-col gap-4">
      <p>{t('hasAccount', { email })}</p>
      <LinkButton href={paths.signIn({ next: paths.invitation(token) })} variant="primary" size="lg">
        {t('signIn')}
      </LinkButton>
    </div>
  );
}
