export {
  request,
  requestFile,
  requestVersioned,
  upload,
  headers,
  withQuery,
  problemOf,
  onSessionEnd,
  type Call,
  type Page,
  type Schema,
} from './api';
export { Badge, Facts, Frame, Panel, type Tone } from './Frame';
export { formatMoney, isOver, minus, midnight, useFormats, type Money } from './format';
export { useAction, usePages, useUnsaved, type Pages } from './hooks';
export { Icon, isIcon, type IconName } from './Icon';
export { inLanguage, LanguageContext, preferredLanguage, speak, useLanguage, useTexts, type Language, type Pair } from './language';
export { explain, Problem, unreachable, type ProblemDetail } from './problem';
export { Link, match, navigate, ScreenAt, usePart, usePath, useQueryState, type Screens } from './router';
export { mayDo, SessionContext, useMay, useSession, type Session } from './session';
export { Empty, Failed, Loaded, Loading } from './States';
export { DataTable, type BulkAction, type Column } from './table/DataTable';
export { FilterChoice, FilterDays, FilterText, type Choice } from './table/filters';
export { csvLine, saveCsv, saveFile } from './table/csv';
export { common } from './texts';
export { antdTheme, preferredTheme, ThemeContext, useTheme, type Theme, type ThemeChoice } from './theme';
