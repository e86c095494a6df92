/** A form as an object: a repeated name, or one that ends in `[]`, becomes a list. Next's own fields are left out. */
export function formValues(data: FormData): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const rawName of new Set(data.keys())) {
    if (rawName.startsWith('$')) continue;
    const all = data.getAll(rawName).filter((value) => typeof value === 'string');
    const isList = rawName.endsWith('[]');
    values[isList ? rawName.slice(0, -2) : rawName] = isList || all.length > 1 ? all : all[0];
  }
  return values;
}
