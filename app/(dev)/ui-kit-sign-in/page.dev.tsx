import Link from 'next/link';
import { AuthCard } from '#components/layout/auth-card.tsx';
import { Field } from '#components/ui/field/field.tsx';
import { Input } from '#components/ui/field/input.tsx';
import { PasswordInput } from '#components/ui/field/password-input.tsx';
import { Form } from '#components/ui/form/form.tsx';
import { SubmitButton } from '#components/ui/form/submit-button.tsx';
import { kitFailure } from '../ui-kit/actions.ts';

export default function KitSignIn() {
  return (
    <AuthCard title="Sign in" footer={<Link href="/ui-kit">The kit</Link>}>
      <Form action={kitFailure} label="Sign in">
        <Field name="email" label="E-mail" required>
          <Input type="email" autoComplete="username" />
        </Field>
        <Field name="password" label="Password" required>
          <PasswordInput autoComplete="current-password" />
        </Field>
        <SubmitButton pendingLabel="Signing in">Sign in</SubmitButton>
      </Form>
    </AuthCard>
  );
}
