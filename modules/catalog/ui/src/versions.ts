import { request, requestVersioned, type Page, type Pair, type Schema, type Tone } from 'kontor/sdk';
import type { Product, ProductDraft } from './products';

export type VersionState = VersionRow['state'];
export type VersionRow = Schema<'CatalogVersionStoreRow'>;
export type Change = Schema<'CatalogDifferenceChange'>;
export type Entry = Schema<'CatalogProductVersionEntry'>;
/** A version of a product: what it says, what that changes, and what was said about it. */
export type Version = Omit<Schema<'CatalogVersionEndpointVersionSheet'>, 'content'> & { content: Product };

const product = (productId: string) => `/api/admin/v1/products/${productId}`;

export const draftKey = (productId: string) => ['draft', productId];

/** What is out of date when a draft is gone: all but the draft itself, which nobody asks for again. */
export const refreshesWithoutDraft = [['products'], ['drafts']];
/** What anything else that is done to a version makes out of date. */
export const refreshes = [...refreshesWithoutDraft, ['draft']];

export function fetchDrafts(state: string | undefined, cursor: string | undefined, signal?: AbortSignal): Promise<Page<VersionRow>> {
  return request('GET', '/api/admin/v1/drafts', { query: { state, cursor, limit: 50 }, ...(signal ? { signal } : {}) });
}

export function fetchHistory(productId: string, cursor: string | undefined): Promise<Page<VersionRow>> {
  return request('GET', `${product(productId)}/versions`, { query: { cursor, limit: 20 } });
}

export function fetchDraft(productId: string) {
  return requestVersioned<Version>(`${product(productId)}/draft`);
}

export function fetchVersion(productId: string, number: string) {
  return requestVersioned<Version>(`${product(productId)}/versions/${number}`);
}

/** @param version of the draft, `0` to begin one */
export function saveDraft(productId: string, draft: ProductDraft, version: string): Promise<Version> {
  return request('PUT', `${product(productId)}/draft`, { body: draft, ifMatch: version });
}

export function submitDraft(productId: string, version: string, note: string): Promise<Version> {
  return request('POST', `${product(productId)}/draft/submission`, { body: { note }, ifMatch: version });
}

export function approveDraft(productId: string, version: string, approval: { publishAt?: string; note?: string }): Promise<void> {
  return request('POST', `${product(productId)}/draft/approval`, { body: approval, ifMatch: version });
}

export function sendBackDraft(productId: string, version: string, reasons: { about: string | null; note: string }[]): Promise<Version> {
  return request('POST', `${product(productId)}/draft/rejection`, { body: { reasons }, ifMatch: version });
}

export function remarkOnDraft(productId: string, note: string): Promise<void> {
  return request('POST', `${product(productId)}/draft/remarks`, { body: { note } });
}

export function dropDraft(productId: string, version: string): Promise<void> {
  return request('DELETE', `${product(productId)}/draft`, { ifMatch: version });
}

export function restoreVersion(productId: string, number: number, productVersion: string): Promise<void> {
  return request('POST', `${product(productId)}/versions/${String(number)}/restoration`, { ifMatch: productVersion });
}

/** Opens a version as its page would show it. */
export async function openPreview(productId: string, number: number, language: 'zh' | 'en') {
  // Opened at once, or the browser takes it for a pop-up that nobody asked for.
  const page = window.open('', '_blank');
  try {
    const { token } = await request<{ token: string }>('POST', `${product(productId)}/versions/${String(number)}/preview`);
    if (page) page.location.href = `/${language}/preview/${token}`;
  } catch (failed) {
    page?.close();
    throw failed;
  }
}

export const openStates = ['SUBMITTED', 'SENT_BACK', 'DRAFT', 'SCHEDULED'] as const satisfies VersionState[];

export function isOpen(state: VersionState) {
  return openStates.some((open) => open === state);
}

export const stateTexts = {
  DRAFT: ['草稿', 'Draft'],
  SUBMITTED: ['待审核', 'Waits for review'],
  SENT_BACK: ['已退回', 'Sent back'],
  SCHEDULED: ['定时发布', 'Scheduled'],
  PUBLISHED: ['当前版本', 'Current'],
  WITHDRAWN: ['已下架', 'Withdrawn'],
  REPLACED: ['历史版本', 'Earlier'],
  DROPPED: ['已放弃', 'Given up'],
} satisfies Record<VersionState, Pair>;

export const stateTones: Record<VersionState, Tone> = {
  DRAFT: 'neutral',
  SUBMITTED: 'info',
  SENT_BACK: 'warning',
  SCHEDULED: 'info',
  PUBLISHED: 'success',
  WITHDRAWN: 'neutral',
  REPLACED: 'neutral',
  DROPPED: 'neutral',
};

export const entryTexts = {
  BEGUN: ['开始修改', 'Begun'],
  SAVED: ['继续修改', 'Changed again'],
  SUBMITTED: ['提交审核', 'Submitted for review'],
  REMARK: ['留言', 'Remark'],
  SENT_BACK: ['退回修改', 'Sent back'],
  SCHEDULED: ['审核通过，定时发布', 'Approved for a time'],
  PUBLISHED: ['发布', 'Published'],
  WITHDRAWN: ['下架', 'Withdrawn'],
  RESTORED: ['恢复自历史版本', 'Restored from an earlier version'],
  DROPPED: ['放弃', 'Given up'],
  FOUND: ['来自导入或接口', 'Came by an import or the API'],
} satisfies Record<Entry['code'], Pair>;

export const partTexts = {
  code: ['商品编号', 'Product code'],
  slug: ['网址名', 'Address name'],
  brand: ['品牌', 'Brand'],
  categories: ['分类', 'Categories'],
  name: ['名称', 'Name'],
  summary: ['一句话简介', 'Summary'],
  description: ['详细描述', 'Description'],
  options: ['选项', 'Options'],
  variants: ['规格', 'Variants'],
  attributes: ['参数', 'Attributes'],
  images: ['图片', 'Images'],
  terms: ['销售规则', 'How it is sold'],
} satisfies Record<string, Pair>;

/** The words for a field's last names; what is not among them stands for itself. */
export const fieldTexts: Record<string, Pair> = {
  zh: ['中文', 'Chinese'],
  en: ['英文', 'English'],
  position: ['顺序', 'Place'],
  price: ['价格', 'Price'],
  listPrice: ['划线价', 'List price'],
  weightGrams: ['重量（克）', 'Weight (g)'],
  volumeCm3: ['体积（立方厘米）', 'Volume (cm³)'],
  image: ['图片', 'Picture'],
  name: ['名称', 'Name'],
  value: ['内容', 'Value'],
  values: ['取值', 'Values'],
  swatch: ['色样', 'Colour'],
  alt: ['替代文字', 'Alternative text'],
  options: ['选项', 'Options'],
  taxClass: ['税类', 'Tax class'],
  min: ['最少', 'At least'],
  max: ['最多', 'At most'],
  step: ['按倍数', 'In multiples of'],
  buyerMax: ['每人限购', 'Per buyer at most'],
  buyerDays: ['限购天数', 'Within days'],
};

export const texts = {
  reviews: ['审核', 'Review'],
  reviewsNone: ['没有等待处理的修改', 'Nothing is being prepared'],
  reviewsNoneLead: ['商品的草稿和提交审核的修改会列在这里。', 'Drafts of products and changes that wait for review are listed here.'],
  state: ['状态', 'State'],
  anyState: ['全部进行中', 'All that are open'],
  product: ['商品', 'Product'],
  products: ['商品', 'Products'],
  changedBy: ['最后修改', 'Last changed by'],
  changedAt: ['修改时间', 'Changed'],
  publishAt: ['发布时间', 'Goes live'],
  difference: ['改了什么', 'What changed'],
  differenceNone: ['和商城中的版本一样。', 'It is the same as in the shop.'],
  differenceFirst: ['这是有记录的第一个版本。', 'This is the first version on record.'],
  againstNow: ['与商城中的版本相比', 'Against what the shop shows now'],
  againstBefore: ['与上一个版本相比', 'Against the version before it'],
  before: ['之前', 'Before'],
  after: ['之后', 'After'],
  nothing: ['无', 'None'],
  ADDED: ['新增', 'Added'],
  REMOVED: ['移除', 'Removed'],
  CHANGED: ['修改', 'Changed'],
  moved: ['从第 {before} 移到第 {after}', 'Moved from place {before} to {after}'],
  changes: ['{count} 处修改', '{count} {count:change|changes}'],
  moreChanges: ['再显示 {count} 处', 'Show {count} more'],
  timeline: ['经过', 'What happened'],
  by: ['{name}', '{name}'],
  system: ['系统', 'The shop itself'],
  remark: ['留言', 'Remark'],
  remarkPlaceholder: ['写给编辑或审核的人', 'To whoever edits or reviews this'],
  remarkSend: ['发送', 'Send'],
  remarkSent: ['已留言', 'Said'],
  edit: ['修改', 'Edit'],
  approve: ['通过并发布', 'Approve and publish'],
  approveAsk: ['立即发布这些修改？', 'Publish these changes now?'],
  approveLead: ['顾客马上就会看到。', 'Shoppers see them at once.'],
  approved: ['已发布', 'Published'],
  schedule: ['定时发布', 'Schedule'],
  scheduleLead: [
    '到时间自动发布；在那之前仍可修改或放弃。',
    'It is published by itself at that time. Until then it can be changed or given up.',
  ],
  scheduleAt: ['发布时间', 'At'],
  scheduleNeeded: ['请选择将来的时间', 'Choose a time to come'],
  scheduled: ['已定时', 'Scheduled'],
  scheduledFor: ['将于 {time} 发布。', 'Goes live {time}.'],
  sendBack: ['退回', 'Send back'],
  sendBackLead: ['说明需要修改什么，编辑会看到。', 'Say what should be changed. Whoever edits it sees that.'],
  sendBackAbout: ['关于', 'About'],
  sendBackAll: ['整体', 'All of it'],
  sendBackAdd: ['再加一条', 'One more reason'],
  sendBackRemove: ['移除这一条', 'Remove this reason'],
  reason: ['原因', 'Reason'],
  reasonNeeded: ['请写明原因', 'Say why'],
  sentBack: ['已退回', 'Sent back'],
  submit: ['提交审核', 'Submit for review'],
  submitNote: ['给审核人的话（可不填）', 'A word to the reviewer, if you like'],
  submitted: ['已提交审核', 'Submitted for review'],
  drop: ['放弃草稿', 'Give up the draft'],
  dropAsk: ['放弃这份草稿？商城中的商品不受影响。', 'Give up this draft? The product in the shop stays as it is.'],
  dropped: ['草稿已放弃', 'The draft is given up'],
  changedMeanwhile: [
    '这份草稿保存之后，商品又被改过（例如导入）。下面是与现在的差别；要保留草稿的内容，请打开修改并再保存一次。',
    'The product was changed since this draft was saved, by an import for example. Below is the difference to what it is now. To keep the draft’s content, open it and save it again.',
  ],
  draft: ['草稿', 'Draft'],
  draftLead: ['您正在修改草稿，顾客看到的还是原来的内容。', 'You are editing a draft. Shoppers still see what was there before.'],
  draftBy: ['{name} 于 {time} 修改', 'Changed by {name}, {time}'],
  saveDraft: ['存为草稿', 'Save as a draft'],
  savedDraft: ['草稿已保存', 'The draft is saved'],
  publishChanges: ['发布修改', 'Publish the changes'],
  seeDifference: ['查看改动', 'See the difference'],
  preview: ['预览', 'Preview'],
  history: ['版本', 'Versions'],
  historyLead: ['每次发布都会留下一个版本，可以随时恢复。', 'Every time it is published, a version is kept. Any of them can be restored.'],
  historyNone: ['还没有版本。', 'There are no versions yet.'],
  version: ['版本 {number}', 'Version {number}'],
  restore: ['恢复这个版本', 'Restore this version'],
  restoreAsk: ['把商品恢复成这个版本？', 'Make the product what it was in this version?'],
  restoreLead: ['库存不变；现在的内容会留在版本里。', 'Its stock stays. What it is now is kept as a version.'],
  restored: ['已恢复', 'Restored'],
  restoredFrom: ['版本 {number}', 'Version {number}'],
  stockLater: ['新规格的库存在发布后填写。', 'The stock of new variants is entered after they are published.'],
} satisfies Record<string, Pair>;
