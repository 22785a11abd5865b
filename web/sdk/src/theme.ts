import { createContext, useContext } from 'react';
import { theme as antd, type ThemeConfig } from 'antd';
import tokens from '../../tokens/tokens.json';

export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';

export const ThemeContext = createContext<{ theme: Theme; choice: ThemeChoice; choose: (choice: ThemeChoice) => void }>({
  theme: 'light',
  choice: 'system',
  choose: () => undefined,
});

export function useTheme() {
  return useContext(ThemeContext);
}

export function preferredTheme(): ThemeChoice {
  const stored = localStorage.getItem('kontor.theme');
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

const px = (size: string) => (size.endsWith('rem') ? Number.parseFloat(size) * 16 : Number.parseFloat(size));

/** The house's tokens in the words of the component library. */
export function antdTheme(theme: Theme): ThemeConfig {
  const color = tokens.color[theme];
  return {
    algorithm: theme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    token: {
      colorPrimary: color.brand,
      colorPrimaryHover: color['brand-hover'],
      colorTextLightSolid: color['on-brand'],
      colorLink: color.link,
      colorLinkHover: color['brand-hover'],
      colorSuccess: color.success,
      colorWarning: color.warning,
      colorError: color.danger,
      colorInfo: color.info,
      colorSuccessBg: color['success-soft'],
      colorSuccessBorder: color['success-soft'],
      colorWarningBg: color['warning-soft'],
      colorWarningBorder: color['warning-soft'],
      colorErrorBg: color['danger-soft'],
      colorErrorBorder: color['danger-soft'],
      colorInfoBg: color['info-soft'],
      colorInfoBorder: color['info-soft'],
      colorText: color.text,
      colorTextSecondary: color['text-muted'],
      colorTextTertiary: color['text-muted'],
      colorTextDescription: color['text-muted'],
      colorTextPlaceholder: color['text-muted'],
      colorBgLayout: color.page,
      colorBgContainer: color.surface,
      colorBgElevated: color.raised,
      colorBorder: color['line-strong'],
      colorBorderSecondary: color.line,
      controlOutline: `${color.focus}40`,
      fontFamily: tokens.font.text,
      fontFamilyCode: tokens.font.code,
      fontSize: px(tokens.size.sm),
      borderRadius: px(tokens.radius.sm) + 2,
      borderRadiusLG: px(tokens.radius.md),
      controlHeight: 36,
      controlHeightSM: 28,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.22s',
    },
    components: {
      Table: { headerBg: 'transparent', headerColor: color['text-muted'], rowHoverBg: color.sunken, cellPaddingBlock: 12 },
      Button: { paddingInlineSM: 10, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Tabs: { horizontalMargin: '0' },
      Card: { headerFontSize: px(tokens.size.md) },
    },
  };
}
