import type { Schema } from './api';
import { useLanguage, type Language } from './language';

export type Money = Schema<'Money'>;

/** What is left of one amount after another of the same currency, exactly. */
export function minus(one: Money, other: Money): Money {
  const point = one.amount.length - 1 - one.amount.lastIndexOf('.');
  const places = one.amount.includes('.') ? point : 0;
  const units = (amount: string) => BigInt(amount.replace('.', ''));
  const left = units(one.amount) - units(other.amount);
  const digits = String(left < 0n ? -left : left).padStart(places + 1, '0');
  const amount = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return { ...one, amount: left < 0n ? `-${amount}` : amount };
}

export function formatMoney(money: Money, language: Language): string {
  return new Intl.NumberFormat(language, { style: 'currency', currency: money.currency, currencyDisplay: 'narrowSymbol' }).format(
    money.amount as `${number}`,
  );
}

/** The shop's time zone: all its staff read the same hours, wherever they sit. */
const timeZone = typeof document === 'undefined' ? undefined : document.querySelector<HTMLMetaElement>('meta[name=kontor-zone]')?.content;

export function formatTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone,
  }).format(new Date(instant));
}

/** To the second, as logs are read. */
export function formatMoment(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
    timeZone,
  }).format(new Date(instant));
}

export function formatDate(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', day: 'numeric', timeZone }).format(new Date(instant));
}

/** A day of the calendar (`2026-11-22`), the same in every zone. */
export function formatCalendarDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(day));
}

/** Whether a day of the calendar is over in the shop. */
export function isOver(day: string, now = new Date(), zone = timeZone): boolean {
  const moment = now.getTime();
  return day < new Date(moment + ahead(moment, zone)).toISOString().slice(0, 10);
}

/** A day as a headline: its name and date. */
export function formatDay(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language, { weekday: 'long', month: 'long', day: 'numeric', timeZone }).format(new Date(instant));
}

/** How far the clocks of a zone are ahead of UTC at a moment, in ms. */
function ahead(moment: number, zone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
    timeZone: zone,
  }).formatToParts(moment);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - moment;
}

/** When a day of the calendar (`2026-11-22`) begins in the shop, or the day so many days later. */
export function midnight(day: string | undefined, later = 0, zone = timeZone): string | undefined {
  const [year, month, date] = (day ?? '').split('-').map(Number);
  if (!year || !month || !date) return undefined;
  const wall = Date.UTC(year, month - 1, date + later);
  const near = wall - ahead(wall, zone);
  return new Date(wall - ahead(near, zone)).toISOString();
}

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 hours ago" within the last week, the date before that. */
export function formatAgo(instant: string, now: Date, language: Language): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) >= 7 * 86_400) return formatDate(instant, language);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const step = steps.find(([, length]) => Math.abs(seconds) >= length);
  return step ? relative.format(Math.trunc(seconds / step[1]), step[0]) : relative.format(0, 'minute');
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(language).format(value);
}

/** The formats above in the language the person reads. */
export function useFormats() {
  const { language } = useLanguage();
  return {
    money: (money: Money | null | undefined) => (money ? formatMoney(money, language) : ''),
    time: (instant: string | null | undefined) => (instant ? formatTime(instant, language) : ''),
    moment: (instant: string | null | undefined) => (instant ? formatMoment(instant, language) : ''),
    date: (instant: string | null | undefined) => (instant ? formatDate(instant, language) : ''),
    calendarDay: (day: string) => formatCalendarDay(day, language),
    day: (instant: string) => formatDay(instant, language),
    ago: (instant: string | null | undefined) => (instant ? formatAgo(instant, new Date(), language) : ''),
    number: (value: number) => formatNumber(value, language),
  };
}
