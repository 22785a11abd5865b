import { isIcon, mayDo, type IconName, type Screens } from 'kontor/sdk';

/** What a module offers to the shell: written in its `ui/screens.json`, completed by its build. */
export interface ModuleManifest {
  module: string;
  entry: string;
  styles: string[];
  title: Record<string, string>;
  order: number;
  screens: ScreenOffer[];
}

export interface ScreenOffer {
  path: string;
  title: Record<string, string>;
  icon?: string;
  permission?: string;
  /** Other words that people look for it by. */
  words?: string[];
}

export interface Entry {
  to: string;
  module: string;
  title: Record<string, string>;
  icon: IconName;
  words: string[];
}

export interface Section {
  module: string;
  title: Record<string, string>;
  entries: Entry[];
}

/** Where the module of the home screen stands in the address: nowhere, it is the start. */
export const homeModule = 'backoffice';

export function readManifests(): ModuleManifest[] {
  const manifests = JSON.parse(document.getElementById('modules')?.textContent || '[]') as ModuleManifest[];
  return manifests.toSorted((one, other) => one.order - other.order);
}

/** The navigation of a person: what the modules offer and the permissions allow. */
export function sectionsFor(manifests: ModuleManifest[], permissions: string[]): Section[] {
  const sections = manifests
    .map(({ module, title, screens }) => ({
      module,
      title,
      entries: screens
        .filter(({ permission }) => mayDo(permissions, permission))
        .map(({ path, title: name, icon = '', words = [] }) => ({
          to: isHome(module, path) ? '/' : `/${module}${path}`,
          module,
          title: name,
          icon: isIcon(icon) ? icon : ('box' as const),
          words,
        })),
    }))
    .filter(({ entries }) => entries.length > 0);
  // The home screen leads, whatever the place of the module that offers it.
  const home = sections.flatMap(({ entries }) => entries).filter(({ to }) => to === '/');
  const others = sections.map((section) => ({ ...section, entries: section.entries.filter(({ to }) => to !== '/') }));
  return [{ module: 'home', title: {}, entries: home }, ...others].filter(({ entries }) => entries.length > 0);
}

const isHome = (module: string, path: string) => module === homeModule && path === '/';

/** Splits a path of the back office into the module it belongs to and the path inside that module. */
export function splitPath(path: string): { module: string; inside: string } {
  if (path === '/') return { module: homeModule, inside: '/' };
  const [, module = '', ...rest] = path.split('/');
  return { module, inside: `/${rest.join('/')}` };
}

/** Entries that fit what was typed, those whose name begins with it first. */
export function findEntries(sections: Section[], typed: string): Entry[] {
  const wanted = typed.trim().toLowerCase();
  const rank = (entry: Entry) => {
    const names = [...Object.values(entry.title), ...entry.words].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(wanted))) return 0;
    return names.some((name) => name.includes(wanted)) ? 1 : 2;
  };
  return sections
    .flatMap(({ entries }) => entries)
    .map((entry) => ({ entry, rank: wanted ? rank(entry) : 0 }))
    .filter((found) => found.rank < 2)
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ entry }) => entry);
}

const loading = new Map<string, Promise<Screens>>();

/** Loads a module's screens through the import map, once; a failure is forgotten, so that trying again tries again. */
export function loadScreens(manifest: ModuleManifest): Promise<Screens> {
  const known = loading.get(manifest.module);
  if (known) return known;
  for (const style of manifest.styles) {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = `/admin/ui/${manifest.module}/${style}`;
    document.head.append(link);
  }
  const specifier = `kontor/module/${manifest.module}`;
  const load = import(/* @vite-ignore */ specifier).then((loaded: { screens: Screens }) => loaded.screens);
  loading.set(manifest.module, load);
  load.catch(() => loading.delete(manifest.module));
  return load;
}
