/** The rights on one area, such as `read` and `write` of `catalog.read` and `catalog.write`. */
export interface AreaRights {
  area: string;
  rights: string[];
}

export function areasOf(permissions: readonly string[]): AreaRights[] {
  const areas = [...new Set(permissions.map((permission) => permission.split('.')[0] ?? permission))];
  return areas.map((area) => ({ area, rights: rightsOf(permissions, area) }));
}

function rightsOf(permissions: readonly string[], area: string): string[] {
  return permissions.filter((permission) => permission.startsWith(`${area}.`)).map((permission) => permission.slice(area.length + 1));
}

/**
 * Grants or takes a right. Whoever does something in an area sees it, so any right brings seeing where there is something
 * to see, and losing sight loses all.
 */
export function grant(
  permissions: readonly string[],
  area: string,
  right: string,
  granted: boolean,
  known: readonly string[] = ['read'],
): string[] {
  const others = permissions.filter((permission) => !permission.startsWith(`${area}.`));
  const before = rightsOf(permissions, area);
  const after = granted
    ? new Set([...(known.includes('read') ? ['read'] : []), ...before, right])
    : right === 'read'
      ? []
      : before.filter((one) => one !== right);
  return [...others, ...[...after].map((one) => `${area}.${one}`)];
}
