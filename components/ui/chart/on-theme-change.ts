/** Calls when the colours of the page change: by choice, or because the system's did. */
export function onThemeChange(run: () => void): () => void {
  const observer = new MutationObserver(run);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', run);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', run);
  };
}
