import { request, requestVersioned, type Pair, type Schema } from 'kontor/sdk';

export type Tuning = Schema<'SearchTuning'>;
export type Synonyms = Schema<'SearchTuningSynonyms'>;
export type Redirect = Schema<'SearchTuningRedirect'>;
export type Pin = Schema<'SearchTuningPin'>;
export type Boosts = Schema<'SearchTuningBoosts'>;
export type TuningSheet = Schema<'SearchTuningEndpointTuningSheet'>;
export type Preview = Schema<'SearchPreviewTuningPreview'>;
export type Results = Schema<'SearchPreviewTuningResults'>;
export type Shown = Schema<'SearchPreviewTuningShown'>;

const path = '/api/admin/v1/search';

export function fetchTuning(): Promise<{ value: TuningSheet; version: string }> {
  return requestVersioned(`${path}/tuning`);
}

export function saveTuning(tuning: Tuning, version: string): Promise<TuningSheet> {
  return request('PUT', `${path}/tuning`, { body: tuning, ifMatch: version });
}

export function previewTuning(text: string, language: string, tuning: Tuning, signal?: AbortSignal): Promise<Preview> {
  return request('POST', `${path}/previews`, { body: { text, language, tuning }, ...(signal ? { signal } : {}) });
}

/** The same words, however they are typed; the server folds more than this. */
export const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

export function pinOf(tuning: Tuning, text: string): Pin | undefined {
  return tuning.pins.find((pin) => pin.words.some((word) => same(word, text)));
}

/** The tuning with another pin for these words; a pin without products goes. */
export function withPin(tuning: Tuning, text: string, change: (pin: Pin) => Pin): Tuning {
  const known = pinOf(tuning, text);
  const changed = change(known ?? { words: [text.trim()], products: [], hidden: [] });
  const others = tuning.pins.filter((pin) => pin !== known);
  const holds = changed.products.length + changed.hidden.length > 0;
  return { ...tuning, pins: holds ? [changed, ...others] : others };
}

export const pinned = (productId: string) => (pin: Pin) => ({
  ...pin,
  products: [...pin.products.filter((id) => id !== productId), productId],
  hidden: pin.hidden.filter((id) => id !== productId),
});

export const raised = (productId: string) => (pin: Pin) => {
  const at = pin.products.indexOf(productId);
  const products = pin.products.filter((id) => id !== productId);
  products.splice(Math.max(0, at - 1), 0, productId);
  return { ...pin, products };
};

export const hidden = (productId: string) => (pin: Pin) => ({
  ...pin,
  products: pin.products.filter((id) => id !== productId),
  hidden: [...pin.hidden.filter((id) => id !== productId), productId],
});

export const freed = (productId: string) => (pin: Pin) => ({
  ...pin,
  products: pin.products.filter((id) => id !== productId),
  hidden: pin.hidden.filter((id) => id !== productId),
});

/** Where a word was found, and how the words were read. */
export const places: Record<string, Pair> = {
  sku: ['SKU', 'SKU'],
  name: ['名称', 'name'],
  brandName: ['品牌', 'brand'],
  categoryName: ['分类', 'category'],
  attributeLabel: ['属性', 'attribute'],
  description: ['描述', 'description'],
  nameSound: ['读音或近似拼写', 'its sound or a similar spelling'],
};

export const readings: Record<string, Pair> = {
  WORDS: ['按字面', 'As written'],
  SOUNDS: ['也按读音', 'Also by sound'],
  TYPOS: ['容许错字', 'Typos forgiven'],
  SOME_WORDS: ['只含部分词', 'Only some of the words'],
};
