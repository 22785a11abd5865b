/** A way of looking at a table that somebody wants to come back to: its filters and its columns. */
export interface View {
  name: string;
  query: string;
  columns: string[];
}

const viewMax = 30;
/** Whoever shares a browser does not share views. */
const key = (accountId: string, table: string) => `kontor.views.${accountId}.${table}`;

export function readViews(accountId: string, table: string): View[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(accountId, table)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const view = value as Partial<View> | null;
  return typeof view?.name === 'string' && typeof view.query === 'string' && Array.isArray(view.columns);
}

/** Keeps a view under its name, in the place of an older one of the same name, and of the oldest when there are too many. */
export function keepView(accountId: string, table: string, view: View): View[] {
  const views = [view, ...readViews(accountId, table).filter((other) => other.name !== view.name)].slice(0, viewMax);
  localStorage.setItem(key(accountId, table), JSON.stringify(views));
  return views;
}

export function dropView(accountId: string, table: string, name: string): View[] {
  const views = readViews(accountId, table).filter((view) => view.name !== name);
  localStorage.setItem(key(accountId, table), JSON.stringify(views));
  return views;
}
