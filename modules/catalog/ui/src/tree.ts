import type { Category } from './products';

export interface Branch {
  category: Category;
  depth: number;
}

/** Categories as a tree reads from top to bottom: each below its parent, by position. */
export function branches(categories: readonly Category[]): Branch[] {
  const known = new Set(categories.map(({ code }) => code));
  const below = (parent: string | null, depth: number): Branch[] =>
    categories
      .filter((category) => (category.parent && known.has(category.parent) ? category.parent : null) === parent)
      .toSorted((one, other) => one.position - other.position)
      .flatMap((category) => [{ category, depth }, ...below(category.code, depth + 1)]);
  return below(null, 0);
}

/** Codes of a category and of everything below it: where it cannot be moved to. */
export function withDescendants(categories: readonly Category[], code: string): Set<string> {
  const found = new Set([code]);
  for (const { category } of branches(categories)) {
    if (category.parent && found.has(category.parent)) found.add(category.code);
  }
  return found;
}
