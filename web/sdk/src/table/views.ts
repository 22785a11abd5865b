/** A way of looking at a table that somebody wants to come back to: its filters and its columns. */
export interface View {
  name: string;
  query: string;
  columns: string[];
}

const viewMax = 30;
const key = (table: string) => `kontor.views.${table}`;

export function readViews(table: string): View[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key(table)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isView) : [];
  } catch {
    return [];
  }
}

function isView(value: unknown): value is View {
  const view = value as Partial<View> | null;
  return typeof view?.name === 'string' && typeof view.query === 'string' && Array.isArray(view.columns);
}

/** Keeps a view under its name, in the place of an older one of the same name. */
export function keepView(table: string, view: View): View[] {
  const views = [view, ...readViews(table).filter((other) => other.name !== view.name)].slice(0, viewMax);
  localStorage.setItem(key(table), JSON.stringify(views));
  return views;
}

export function dropView(table: string, name: string): View[] {
  const views = readViews(table).filter((view) => view.name !== name);
  localStorage.setItem(key(table), JSON.stringify(views));
  return views;
}
