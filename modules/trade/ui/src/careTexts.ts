import type { Pair } from 'kontor/sdk';

/** Notes, tags and another address. */
export const careTexts = {
  note: ['写备注', 'Write a note'],
  toBuyer: ['买家可见', 'The buyer reads it'],
  keep: ['保存备注', 'Keep the note'],
  send: ['发给买家', 'Send to the buyer'],
  noteKept: ['备注已保存', 'The note is kept'],
  messageSent: ['买家会在订单动态里看到', 'The buyer finds it in the order'],
  internal: ['仅员工可见', 'Staff only'],
  tags: ['标签', 'Tags'],
  tag: ['标签', 'Tag'],
  anyTag: ['全部标签', 'Any tag'],
  tagsHint: ['输入后回车', 'Type one and press Enter'],
  change: ['修改', 'Change'],
  changeAddress: ['修改收货地址', 'Change the address'],
  addressLead: [
    '发货前可以改到 {region} 内的其他地址，已约定的价格不变。买家会在订单动态里看到。',
    'Until it is shipped it can go elsewhere in {region}; the agreed price stays. The buyer sees it in the order.',
  ],
  addressChanged: ['地址已修改', 'The address is changed'],
  needed: ['必填', 'This is needed'],
  city: ['城市', 'City'],
  district: ['区县', 'District'],
  line2: ['地址补充', 'Address, second line'],
  postcode: ['邮编', 'Postcode'],
} satisfies Record<string, Pair>;
