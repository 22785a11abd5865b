import type { Option, ProductDraft, Terms, Texts, Variant } from './products';

export const variantMax = 2_000;

/** All combinations of the options' values, in the order of the options. */
export function combinations(options: Option[]): Record<string, string>[] {
  return options
    .filter(({ values }) => values.length > 0)
    .reduce<Record<string, string>[]>(
      (rows, option) => rows.flatMap((row) => option.values.map((value) => ({ ...row, [option.code]: value.code }))),
      [{}],
    );
}

const sameOptions = (one: Record<string, string>, other: Record<string, string>) => {
  const codes = Object.keys(one);
  return codes.length === Object.keys(other).length && codes.every((code) => one[code] === other[code]);
};

/** The variants that fit the options: a combination that was there keeps its SKU and price, a new one starts from the first. */
export function variantsFor(options: Option[], present: Variant[], currency: string): Variant[] {
  const first = present[0];
  return combinations(options).map(
    (chosen) =>
      present.find((variant) => sameOptions(variant.options, chosen)) ?? {
        sku: suggestSku(first, chosen, present),
        options: chosen,
        price: first?.price ?? { amount: '', currency },
        listPrice: first?.listPrice ?? null,
        weightGrams: first?.weightGrams ?? 0,
        volumeCm3: first?.volumeCm3 ?? 0,
        onHand: 0,
      },
  );
}

function suggestSku(first: Variant | undefined, chosen: Record<string, string>, present: Variant[]): string {
  if (!first?.sku) return '';
  // The stem is what the present SKUs have in common once their own option values are taken off.
  const stem = Object.values(first.options).reduce((sku, value) => sku.replace(new RegExp(`-${value}$`, 'i'), ''), first.sku);
  const wanted = [stem, ...Object.values(chosen)].join('-').toUpperCase();
  return present.some(({ sku }) => sku === wanted) ? '' : wanted;
}

/** A code that is not among those taken: `colour`, else `colour-2`. */
export function freeCode(wanted: string, taken: readonly string[]): string {
  const numbers = Array.from({ length: taken.length + 2 }, (_, index) => (index === 0 ? wanted : `${wanted}-${index + 1}`));
  return numbers.find((code) => !taken.includes(code)) ?? wanted;
}

/** A code from what was typed: `Dark red` becomes `dark-red`; text without Latin letters is kept as it is. */
export function codeOf(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

export type Fault =
  | 'optionNameMissing'
  | 'valuesMissing'
  | 'attributeWrong'
  | 'nameMissing'
  | 'slugWrong'
  | 'skuMissing'
  | 'skuTwice'
  | 'skuWrong'
  | 'priceWrong'
  | 'listPriceLow'
  | 'tooManyVariants'
  | 'taxClassWrong'
  | 'termsNone'
  | 'termsBoth';

const price = /^\d{1,10}(\.\d{1,3})?$/;

export const quantityMax = 999;

/** Why these terms cannot be kept, or nothing. */
export function faultOfTerms({ taxClass, min, max, step, buyerMax, buyerDays }: Terms): Fault | undefined {
  if (taxClass && !/^[a-z0-9][a-z0-9-]*$/.test(taxClass)) return 'taxClassWrong';
  const by = step ?? 1;
  const least = Math.ceil(Math.max(min ?? 1, by) / by) * by;
  if (least > (max ?? quantityMax)) return 'termsNone';
  return (buyerMax == null) !== (buyerDays == null) ? 'termsBoth' : undefined;
}

/** What stands in the way of saving, by the field it belongs to: `name`, `slug`, `sku:0`, `price:0`. */
export function faultsOf(draft: ProductDraft): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  const filled = (texts: Texts) => Boolean(texts.zh?.trim() || texts.en?.trim());
  if (!filled(draft.name)) faults.set('name', 'nameMissing');
  if (draft.slug && !/^[\p{Ll}\p{Lo}\p{N}]+(-[\p{Ll}\p{Lo}\p{N}]+)*$/u.test(draft.slug)) faults.set('slug', 'slugWrong');
  if (draft.variants.length > variantMax) faults.set('options', 'tooManyVariants');
  for (const [index, option] of draft.options.entries()) {
    if (!filled(option.name)) faults.set(`option:${index}`, 'optionNameMissing');
    else if (option.values.length === 0 || option.values.some(({ name }) => !filled(name))) faults.set(`option:${index}`, 'valuesMissing');
  }
  for (const [index, attribute] of draft.attributes.entries()) {
    if (filled(attribute.name) !== filled(attribute.value)) faults.set(`attribute:${index}`, 'attributeWrong');
  }
  const terms = faultOfTerms(draft.terms);
  if (terms) faults.set('terms', terms);
  const seen = new Set<string>();
  for (const [index, variant] of draft.variants.entries()) {
    const sku = variant.sku.trim();
    if (!sku) faults.set(`sku:${index}`, 'skuMissing');
    else if (!/^[\p{L}\p{N}_.-]{1,64}$/u.test(sku)) faults.set(`sku:${index}`, 'skuWrong');
    else if (seen.has(sku)) faults.set(`sku:${index}`, 'skuTwice');
    seen.add(sku);
    if (!price.test(variant.price.amount)) faults.set(`price:${index}`, 'priceWrong');
    else if (variant.listPrice) {
      if (!price.test(variant.listPrice.amount)) faults.set(`listPrice:${index}`, 'priceWrong');
      else if (Number(variant.listPrice.amount) < Number(variant.price.amount)) faults.set(`listPrice:${index}`, 'listPriceLow');
    }
  }
  return faults;
}
