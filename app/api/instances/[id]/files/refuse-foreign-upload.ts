import { refuseForeignOrigin } from '#server/auth/refuse-foreign-origin.ts';

/** Asked once it is known who sends it and that they may: another site's page sends their cookies as well. */
export function refuseForeignUpload({ headers }: Request): void {
  refuseForeignOrigin({ origin: headers.get('origin'), host: headers.get('host') });
}
