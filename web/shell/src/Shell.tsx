import { useEffect, useState } from 'react';
import { Button, Drawer, Dropdown } from 'antd';
import { Empty, Icon, inLanguage, Link, useLanguage, usePath, useSession, useTexts } from 'kontor/sdk';
import { ChangePassword } from './ChangePassword';
import { GoTo } from './GoTo';
import { ModuleScreen } from './ModuleScreen';
import { sectionsFor, type ModuleManifest, type Section } from './modules';
import { Preferences } from './Preferences';
import { texts } from './texts';

function Navigation({ sections, path }: { sections: Section[]; path: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const current = sections
    .flatMap(({ entries }) => entries)
    .filter(({ to }) => path === to || path.startsWith(`${to === '/' ? '/home' : to}/`))
    .toSorted((one, other) => other.to.length - one.to.length)[0];
  return (
    <nav aria-label={t('mainMenu')} className="navigation">
      {sections.map((section) => (
        <div key={section.module} className="navigation-section">
          {inLanguage(section.title, language) && <h2>{inLanguage(section.title, language)}</h2>}
          <ul>
            {section.entries.map((entry) => (
              <li key={entry.to}>
                <Link to={entry.to} aria-current={entry === current ? 'page' : undefined}>
                  <Icon name={entry.icon} />
                  {inLanguage(entry.title, language)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** The frame around all screens: navigation, the bar with search and preferences, and the screen itself. */
export function Shell({ manifests }: { manifests: ModuleManifest[] }) {
  const t = useTexts(texts);
  const { session, signOut } = useSession();
  const path = usePath();
  const [menu, setMenu] = useState(false);
  const [goTo, setGoTo] = useState(false);
  const [changing, setChanging] = useState(false);
  const sections = sectionsFor(manifests, session.permissions);

  useEffect(() => setMenu(false), [path]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setGoTo(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  const sign = (
    <Link to="/" className="sign">
      <img src="/admin/ui/shell/icon.svg" alt="" width="30" height="30" />
      <span>Kontor</span>
    </Link>
  );

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('toContent')}
      </a>
      <aside className="side">
        <div className="side-inner">
          {sign}
          <Navigation sections={sections} path={path} />
        </div>
      </aside>
      <Drawer open={menu} onClose={() => setMenu(false)} placement="left" size={272} closable={false} rootClassName="side-drawer">
        {sign}
        <Navigation sections={sections} path={path} />
      </Drawer>
      <header className="bar">
        <Button
          className="narrow-only"
          type="text"
          icon={<Icon name="menu" size={20} />}
          aria-label={t('menu')}
          onClick={() => setMenu(true)}
        />
        <span className="narrow-only bar-word">Kontor</span>
        <button type="button" className="bar-search" title={t('goTo')} onClick={() => setGoTo(true)}>
          <Icon name="search" size={16} />
          <span className="wide-text">{t('goTo')}</span>
          <kbd className="wide-only">Ctrl K</kbd>
        </button>
        <div className="bar-end">
          <Button
            className="wide-only"
            type="text"
            icon={<Icon name="store" />}
            href="/"
            target="_blank"
            aria-label={t('shop')}
            title={t('shop')}
          />
          <Preferences />
          <Dropdown
            trigger={['click']}
            menu={{
              items: [
                {
                  key: 'who',
                  disabled: true,
                  label: (
                    <span className="who">
                      {session.name}
                      <br />
                      <span className="quiet">{session.login}</span>
                    </span>
                  ),
                },
                { type: 'divider' },
                { key: 'password', label: t('changePassword'), icon: <Icon name="key" size={16} />, onClick: () => setChanging(true) },
                { key: 'out', label: t('signOut'), icon: <Icon name="leave" size={16} />, onClick: () => void signOut() },
              ],
            }}
          >
            <Button type="text" title={t('account')} icon={<Icon name="person" />}>
              <span className="wide-text">{session.name}</span>
            </Button>
          </Dropdown>
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        {sections.length === 0 ? <Empty icon="shield" title={t('noScreens')} /> : <ModuleScreen manifests={manifests} path={path} />}
      </main>
      {goTo && <GoTo sections={sections} close={() => setGoTo(false)} />}
      {changing && <ChangePassword close={() => setChanging(false)} />}
    </div>
  );
}
