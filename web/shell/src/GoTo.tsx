import { useState, type KeyboardEvent } from 'react';
import { Modal } from 'antd';
import { Icon, inLanguage, navigate, useLanguage, useTexts } from 'kontor/sdk';
import { findEntries, type Section } from './modules';
import { texts } from './texts';

/** Goes to any screen by typing a part of its name; opened with Ctrl+K or by the button in the bar. */
export function GoTo({ sections, close }: { sections: Section[]; close: () => void }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = findEntries(sections, typed);

  const go = (index: number) => {
    const entry = found[index];
    if (!entry) return;
    close();
    navigate(entry.to);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, 0));
    else if (event.key === 'Enter') go(active);
    else return;
    event.preventDefault();
  };

  return (
    <Modal
      open
      footer={null}
      closable={false}
      onCancel={close}
      width={520}
      className="goto"
      title={<span className="hidden">{t('goTo')}</span>}
    >
      <div className="goto-field">
        <Icon name="search" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls="goto-list"
          aria-activedescendant={found[active] ? `goto-${active}` : undefined}
          aria-label={t('goTo')}
          placeholder={t('goToHint')}
          value={typed}
          maxLength={60}
          onChange={({ target }) => {
            setTyped(target.value);
            setActive(0);
          }}
          onKeyDown={onKey}
        />
        <kbd>Esc</kbd>
      </div>
      <ul id="goto-list" role="listbox" aria-label={t('goTo')} className="goto-list">
        {found.map((entry, index) => (
          <li
            key={entry.to}
            id={`goto-${index}`}
            role="option"
            aria-selected={index === active}
            onMouseMove={() => setActive(index)}
            onClick={() => go(index)}
          >
            <Icon name={entry.icon} />
            {inLanguage(entry.title, language)}
            <span className="quiet">{inLanguage(sections.find(({ module }) => module === entry.module)?.title, language)}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p className="goto-nothing quiet">{t('goToNothing')}</p>}
    </Modal>
  );
}
