/** The rights on one area, such as `catalog` in `catalog.read` and `catalog.write`. */
export interface AreaRights {
  area: string;
  read: boolean;
  write: boolean;
}

export function areasOf(permissions: readonly string[]): AreaRights[] {
  const areas = [...new Set(permissions.map((permission) => permission.split('.')[0] ?? permission))];
  return areas.map((area) => ({ area, read: permissions.includes(`${area}.read`), write: permissions.includes(`${area}.write`) }));
}

/** Grants or takes a right. Whoever manages an area sees it, so managing brings seeing, and losing sight loses managing. */
export function grant(permissions: readonly string[], area: string, right: 'read' | 'write', granted: boolean): string[] {
  const others = permissions.filter((permission) => !permission.startsWith(`${area}.`));
  const before = areasOf(permissions).find((one) => one.area === area) ?? { area, read: false, write: false };
  const read = right === 'read' ? granted : granted || before.read;
  const write = right === 'write' ? granted : granted && before.write;
  return [...others, ...(read ? [`${area}.read`] : []), ...(write ? [`${area}.write`] : [])];
}
