/** A colour token as a canvas understands it. A custom property alone would still say `light-dark(…)`. */
export function tokenColour(element: HTMLElement, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${token})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
