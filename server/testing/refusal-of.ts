import { AppError } from '#server/errors.ts';

/** How a promise was refused, for exact comparison; 'done' when it was not. Anything but a refusal is thrown on. */
export async function refusalOf(promise: Promise<unknown>) {
  try {
    await promise;
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, reason, params, field, message } = error;
    return { code, reason, params, field, message };
  }
}
