import { AppError } from '#server/errors.ts';

type Login = { username: string | null; hasPassword: boolean; caPem: string | null };

/** Half a login opens nothing, and one without anything says nothing. Throws `invalid` with the field to blame. */
export function refuseHalfLogin({ username, hasPassword, caPem }: Login): void {
  if (username && !hasPassword) {
    throw new AppError('invalid', 'registry-password-missing', {}, { field: 'password' });
  }
  if (!username && hasPassword) {
    throw new AppError('invalid', 'registry-username-missing', {}, { field: 'username' });
  }
  if (!username && !caPem) throw new AppError('invalid', 'registry-empty', {}, { field: 'username' });
}
