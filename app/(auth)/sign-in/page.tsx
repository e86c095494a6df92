import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { PageProps } from '#app/_lib/page.tsx';
import { currentUser } from '#app/_lib/session.ts';
import { SignInForm } from '#components/auth/sign-in-form.tsx';
import { AuthCard } from '#components/layout/auth-card.tsx';
import { queryValue } from '#components/ui/query/with-query.ts';
import { safeNext } from '#server/auth/safe-next.ts';
import { paths } from '#server/paths.ts';
import { signInAction } from './actions.ts';

export async function generateMetadata() {
  return { title: (await getTranslations('auth.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: PageProps) {
  const next = safeNext(queryValue(await searchParams, 'next'));
  if (await currentUser()) redirect(next ?? paths.home());
  const t = await getTranslations('auth.signIn');
  return (
    <AuthCard title={t('title')} footer={t('help')}>
      <SignInForm action={signInAction} next={next} />
    </AuthCard>
  );
}
