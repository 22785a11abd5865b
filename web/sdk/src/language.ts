import { createContext, useContext } from 'react';

export type Language = 'zh-CN' | 'en';

/** A text in both languages of the house: Chinese, then English. */
export type Pair = readonly [chinese: string, english: string];

export type Values = Record<string, string | number>;

export const LanguageContext = createContext<{ language: Language; choose: (language: Language) => void }>({
  language: 'en',
  choose: () => undefined,
});

export function useLanguage(): { language: Language; choose: (language: Language) => void } {
  return useContext(LanguageContext);
}

export function preferredLanguage(): Language {
  const stored = localStorage.getItem('kontor.language');
  if (stored === 'zh-CN' || stored === 'en') return stored;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
}

/**
 * Fills `{name}` with a value and `{name:one|many}` with the word that fits the number: `{count} {count:order|orders}`.
 */
export function fill(text: string, values: Values, language: Language): string {
  return text.replace(/\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (one !== undefined && many !== undefined) return value === 1 ? one : many;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}

export function speak<Key extends string>(catalogue: Record<Key, Pair>, language: Language) {
  return (key: Key, values: Values = {}): string => fill(catalogue[key][language === 'zh-CN' ? 0 : 1], values, language);
}

/** Gives the texts of a catalogue, keyed by meaning, in the language the person reads. */
export function useTexts<Key extends string>(catalogue: Record<Key, Pair>): (key: Key, values?: Values) => string {
  const { language } = useLanguage();
  return speak(catalogue, language);
}

/** Texts that come from the server by language, such as product names: the asked language, or whichever is there. */
export function inLanguage(texts: Partial<Record<string, string>> | undefined, language: Language): string {
  if (!texts) return '';
  const short = language === 'zh-CN' ? 'zh' : 'en';
  return texts[language] || texts[short] || Object.values(texts).find((text) => text) || '';
}
