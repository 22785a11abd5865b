import {
  createContext,
  useContext,
  useMemo,
  useSyncExternalStore,
  type AnchorHTMLAttributes,
  type ComponentType,
  type MouseEvent,
} from 'react';

/** Everything of the back office lives under this path. */
const base = '/admin';
const moved = 'kontor:moved';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  window.addEventListener(moved, listener);
  return () => {
    window.removeEventListener('popstate', listener);
    window.removeEventListener(moved, listener);
  };
}

type Guard = () => boolean;
const guards = new Set<Guard>();

/** Asks `stay` before leaving the screen; it returns true to stay. Gives back how to stop asking. */
export function guardLeaving(stay: Guard): () => void {
  guards.add(stay);
  return () => guards.delete(stay);
}

/** Goes to a path of the back office, such as `/trade/orders?state=paid`. */
export function navigate(to: string, how: { replace?: boolean } = {}): void {
  const target = base + to;
  const leaves = target.split('?')[0] !== window.location.pathname;
  if (leaves && [...guards].some((stay) => stay())) return;
  if (how.replace) window.history.replaceState(null, '', target);
  else window.history.pushState(null, '', target);
  window.dispatchEvent(new Event(moved));
  if (leaves) window.scrollTo(0, 0);
}

/** The path inside the back office, without its base: `/`, `/trade/orders`. */
export function usePath(): string {
  const path = useSyncExternalStore(subscribe, () => window.location.pathname);
  return path.slice(base.length).replace(/\/+$/, '') || '/';
}

/** The query of the address as state: what is filtered can be bookmarked, sent and found again. */
export function useQueryState(): [URLSearchParams, (changes: Record<string, string | undefined>) => void] {
  const search = useSyncExternalStore(subscribe, () => window.location.search);
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    const text = next.toString();
    navigate(window.location.pathname.slice(base.length) + (text ? `?${text}` : ''), { replace: true });
  };
  return [query, change];
}

/** Matches `/products/:id` against a path; gives the named parts, or null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, piece] of wanted.entries()) {
    const value = given[index] ?? '';
    if (piece.startsWith(':')) parts[piece.slice(1)] = decodeURIComponent(value);
    else if (piece !== value) return null;
  }
  return parts;
}

const PartsContext = createContext<Record<string, string>>({});

/** A named part of the address, such as `id` in `/products/:id`. */
export function usePart(name: string): string {
  const value = useContext(PartsContext)[name];
  if (value === undefined) throw new Error(`The address of this screen has no part called ${name}.`);
  return value;
}

/** The screens of a module by their path below the module's own. */
export type Screens = Record<string, ComponentType>;

export function ScreenAt({ screens, path, otherwise }: { screens: Screens; path: string; otherwise: ComponentType }) {
  // A literal path wins over one with a named part: /products/new before /products/:id.
  const found = Object.keys(screens)
    .sort((one, other) => one.split(':').length - other.split(':').length)
    .map((pattern) => ({ pattern, parts: match(pattern, path) }))
    .find(({ parts }) => parts !== null);
  const Screen = found ? screens[found.pattern] : undefined;
  if (!Screen || !found?.parts) {
    const Otherwise = otherwise;
    return <Otherwise />;
  }
  return (
    <PartsContext value={found.parts}>
      <Screen key={`${found.pattern} ${Object.values(found.parts).join('/')}`} />
    </PartsContext>
  );
}

type LinkProps = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string };

/** A link inside the back office that keeps the page loaded; with a modifier key it opens a new tab as links do. */
export function Link({ to, onClick, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return <a {...rest} href={base + to} onClick={follow} />;
}
