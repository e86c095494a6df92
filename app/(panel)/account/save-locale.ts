'use server';

import { z } from 'zod';
import { question } from '#app/_lib/question.ts';
import { profileForm } from '#server/auth/schema.ts';
import { updateProfile } from '#server/auth/update-profile.ts';

/** Keeps the language that was chosen in the menu with the person, for other browsers and for mail. */
export const saveLocale = question(z.tuple([profileForm.shape.locale]), undefined, async (ctx, locale) => {
  await updateProfile(ctx, { locale });
});
