/** Whether a name says that what it stands for is nobody else's: it is sealed then, which changes nothing for its use. */
export function looksSecret(name: string): boolean {
  return (
    /PASS(?:WORD|WD)?(?:_|$)|SECRET|TOKEN|PRIVATE|API_?KEY|CREDENTIAL/i.test(name) && !/_FILE$/i.test(name)
  );
}
