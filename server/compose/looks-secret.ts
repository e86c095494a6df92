/** Whether a name says that what it stands for is nobody else's: it is sealed then, which changes nothing for its use. */
export function looksSecret(name: string): boolean {
  return (
    /PASS(?:WORD|WD)?(?:_|$)|SECRET|TOKEN|PRIVATE|(?:API|APP|ENCRYPTION|MASTER)_?KEY|CREDENTIAL/i.test(
      name,
    ) && !/_FILE$/i.test(name)
  );
}

/** `postgres://user:password@host` */
export function holdsPassword(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i.test(value);
}
