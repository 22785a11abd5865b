import { Button, Dropdown } from 'antd';
import { Icon, useLanguage, useTexts, useTheme, type Language, type ThemeChoice } from 'kontor/sdk';
import { texts } from './texts';

const icons = { light: 'sun', dark: 'moon', system: 'screen' } as const;

/** The choice of language and of light or dark. */
export function Preferences() {
  const t = useTexts(texts);
  const { language, choose: chooseLanguage } = useLanguage();
  const { choice, choose: chooseTheme } = useTheme();
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          selectedKeys: [language],
          items: [
            { key: 'zh-CN', label: <span lang="zh-CN">简体中文</span> },
            { key: 'en', label: <span lang="en">English</span> },
          ],
          onClick: ({ key }) => chooseLanguage(key as Language),
        }}
      >
        <Button type="text" icon={<Icon name="language" />} aria-label={t('language')} title={t('language')} />
      </Dropdown>
      <Dropdown
        trigger={['click']}
        menu={{
          selectable: true,
          selectedKeys: [choice],
          items: [
            { key: 'light', label: t('themeLight'), icon: <Icon name="sun" size={16} /> },
            { key: 'dark', label: t('themeDark'), icon: <Icon name="moon" size={16} /> },
            { key: 'system', label: t('themeSystem'), icon: <Icon name="screen" size={16} /> },
          ],
          onClick: ({ key }) => chooseTheme(key as ThemeChoice),
        }}
      >
        <Button type="text" icon={<Icon name={icons[choice]} />} aria-label={t('theme')} title={t('theme')} />
      </Dropdown>
    </>
  );
}
