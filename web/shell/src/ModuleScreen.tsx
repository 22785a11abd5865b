import { Component, lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react';
import { Button } from 'antd';
import { Empty, Icon, inLanguage, Link, Loading, ScreenAt, useLanguage, useTexts } from 'kontor/sdk';
import { loadScreens, splitPath, type ModuleManifest } from './modules';
import { texts } from './texts';

class LoadFailure extends Error {}

class Fence extends Component<{ children: ReactNode; fallback: (error: unknown) => ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === undefined ? this.props.children : this.props.fallback(this.state.error);
  }
}

export function NotFound() {
  const t = useTexts(texts);
  return (
    <Empty icon="search" title={t('notFound')}>
      <p>{t('notFoundLead')}</p>
      <Link to="/">{t('home')}</Link>
    </Empty>
  );
}

function Broken({ manifest, error, retry }: { manifest: ModuleManifest; error: unknown; retry: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const load = error instanceof LoadFailure;
  return (
    <div className="state" role="alert">
      <span className="state-mark state-mark-danger">
        <Icon name="warning" size={28} />
      </span>
      <p className="state-title">{t('screenFailed')}</p>
      <div className="state-more">
        <p>{load ? t('moduleFailed', { module: inLanguage(manifest.title, language) }) : t('screenBroke')}</p>
        {error instanceof Error && error.message && <p className="quiet code">{error.message}</p>}
        <div className="state-ways">
          {/* A browser remembers a failed import for the life of the page, so a module that did not load needs a reload. */}
          <Button type="primary" onClick={load ? () => window.location.reload() : retry}>
            {t(load ? 'reload' : 'retry')}
          </Button>
          <Link to="/">{t('home')}</Link>
        </div>
      </div>
    </div>
  );
}

const loaded = new Map<string, ComponentType<{ path: string }>>();

function screensOf(manifest: ModuleManifest): ComponentType<{ path: string }> {
  const known = loaded.get(manifest.module);
  if (known) return known;
  const Loaded = lazy(async () => {
    try {
      const screens = await loadScreens(manifest);
      return { default: ({ path }: { path: string }) => <ScreenAt screens={screens} path={path} otherwise={NotFound} /> };
    } catch (error) {
      throw new LoadFailure(error instanceof Error ? error.message : '');
    }
  });
  loaded.set(manifest.module, Loaded);
  return Loaded;
}

/** Shows the screen at a path. Whatever goes wrong inside a module stays inside this card. */
export function ModuleScreen({ manifests, path }: { manifests: ModuleManifest[]; path: string }) {
  const [attempt, setAttempt] = useState(0);
  const { module, inside } = splitPath(path);
  const manifest = manifests.find((one) => one.module === module);
  if (!manifest) return <NotFound />;
  const Screens = screensOf(manifest);
  return (
    <Fence
      key={`${path} ${attempt}`}
      fallback={(error) => <Broken manifest={manifest} error={error} retry={() => setAttempt(attempt + 1)} />}
    >
      <Suspense fallback={<Loading rows={10} />}>
        <Screens path={inside} />
      </Suspense>
    </Fence>
  );
}
