type Fields = Record<string, unknown> | null | undefined;

/** Not worth telling: they change with everything, or say the same in other words. */
const silent = new Set(['id', 'version', 'members', 'lastSignInAt', 'builtIn']);

/** What differs between two states, each value in plain words. */
export function changedFields(before: Fields, after: Fields): { field: string; before: string; after: string }[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .filter((field) => !silent.has(field))
    .map((field) => ({ field, before: words(before?.[field]), after: words(after?.[field]) }))
    .filter((change) => change.before !== change.after);
}

function words(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(words).join(', ');
  if (typeof value === 'object') return 'name' in value ? String(value.name) : JSON.stringify(value);
  return String(value);
}
