import type { Pair } from 'kontor/sdk';

/** The order desk: orders for customers. */
export const deskTexts = {
  newOrder: ['代客下单', 'Order for a customer'],
  customer: ['顾客', 'Customer'],
  guest: ['没有账号', 'Without an account'],
  login: ['账号的手机或邮箱', 'Phone or e-mail of the account'],
  find: ['查找', 'Find'],
  goods: ['商品', 'Goods'],
  noGoods: ['还没有商品，先在下面查找添加', 'Nothing yet: search below and add it'],
  address: ['收货地址', 'Address'],
  country: ['国家代码', 'Country code'],
  region: ['省份', 'Province'],
  delivery: ['配送方式', 'Delivery'],
  deliveryAfter: ['添加商品并填写地址后可选', 'To choose once there are goods and an address'],
  note: ['买家留言', 'Note'],
  summary: ['报价', 'Quote'],
  place: ['下单，暂不收款', 'Place it, paid later'],
  needed: ['必填', 'Needed'],
  findFirst: ['请先查找顾客账号', 'Find the account first'],
  contactNeeded: ['手机或邮箱至少填一项', 'A phone number or an e-mail address'],
  placed: ['订单 {number} 已下', 'Order {number} is placed'],
  placedLead: [
    '把链接发给顾客，打开即可查看和付款，不用登录。链接相当于密码，请只发给本人。',
    'Send the link to the customer: it opens the order and pays it without signing in. It is as good as a password, so send it to nobody else.',
  ],
  copy: ['复制链接', 'Copy the link'],
  copied: ['已复制', 'Copied'],
  openOrder: ['查看订单', 'Open the order'],
  another: ['再下一单', 'Another order'],
  payLink: ['复制付款链接', 'Copy the link to pay'],
} satisfies Record<string, Pair>;
