import { z } from 'zod';
import { locales } from '#i18n/locales.ts';

export const email = z.string().trim().toLowerCase().max(254).pipe(z.email('email-invalid'));
export const passwordMin = 12;
export const passwordMax = 200;
export const newPassword = z
  .string()
  .min(passwordMin, 'password-too-short')
  .max(passwordMax, 'password-too-long');
export const personName = z.string().trim().min(1, 'name-required').max(100, 'name-too-long');

export const signInInput = z.object({
  email: z.string().max(254),
  password: z.string().max(1000),
  /** What the browser says of itself, for the person's own list of sessions. */
  userAgent: z.string().optional(),
});
export type SignInInput = z.infer<typeof signInInput>;
/** As the page posts it; `next` is checked where it is followed. */
export const signInForm = signInInput.omit({ userAgent: true }).extend({ next: z.string().optional() });

type Repeated = { password: string; repeated: string };
const isRepeated = (input: Repeated) => input.password === input.repeated;
const mismatch = { path: ['repeated'], message: 'password-mismatch' };

export const setNewPasswordInput = z
  .object({ password: newPassword, repeated: z.string() })
  .refine(isRepeated, mismatch);
export type SetNewPasswordInput = z.infer<typeof setNewPasswordInput>;

export const changePasswordInput = z
  .object({ current: z.string().max(1000), password: newPassword, repeated: z.string() })
  .refine(isRepeated, mismatch);
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

/** As the page posts it; the verb takes any part of it. */
export const profileForm = z.object({ name: personName, locale: z.enum(locales) });
export const updateProfileInput = profileForm.partial();
export type UpdateProfileInput = z.infer<typeof updateProfileInput>;

export const sessionIdInput = z.object({ id: z.uuid() });

/** Names of products; null where the browser did not say. */
export type Device = { browser: string | null; system: string | null };

export type SessionView = {
  id: string;
  ip: string | null;
  device: Device;
  createdAt: string;
  lastSeenAt: string;
  isCurrent: boolean;
};

export type ProfileView = {
  email: string;
  name: string;
  locale: string | null;
  isOperator: boolean;
  createdAt: string;
};
