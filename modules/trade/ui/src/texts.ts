import type { Pair } from 'kontor/sdk';

export const texts = {
  orders: ['订单', 'Orders'],
  order: ['订单 {number}', 'Order {number}'],
  number: ['订单号', 'Order'],
  status: ['状态', 'Status'],
  placedAt: ['下单时间', 'Placed'],
  buyer: ['买家', 'Buyer'],
  email: ['邮箱', 'E-mail'],
  phone: ['手机', 'Phone'],
  units: ['件数', 'Units'],
  total: ['合计', 'Total'],
  currency: ['币种', 'Currency'],
  find: ['订单号、手机或邮箱', 'Number, phone or e-mail'],
  anyStatus: ['全部状态', 'Any status'],
  none: ['还没有订单', 'No orders yet'],
  noneLead: ['第一个顾客下单后，订单会出现在这里。', 'The first order will appear here as soon as somebody buys.'],
  lines: ['商品明细', 'Lines'],
  product: ['商品', 'Product'],
  unitPrice: ['单价', 'Unit price'],
  quantity: ['数量', 'Quantity'],
  lineTotal: ['小计', 'Amount'],
  goods: ['商品金额', 'Goods'],
  discount: ['优惠', 'Discount'],
  delivery: ['运费', 'Delivery'],
  tax: ['其中税额', 'Tax included'],
  left: ['还剩 {left} 件', '{left} left'],
  shippedOf: ['已发 {shipped} / {quantity}', '{shipped} of {quantity} shipped'],
  refundedUnits: ['已退 {refunded} 件', '{refunded} refunded'],
  inParcel: ['本次发货', 'In this parcel'],
  nothingInParcel: ['至少选择一件', 'Put something into the parcel'],
  refundedPart: ['已退 {amount}', '{amount} refunded'],
  follow: ['查看物流', 'Follow the parcel'],
  timeline: ['订单动态', 'Timeline'],
  payments: ['付款', 'Payments'],
  noPayments: ['还没有付款', 'Nothing has been paid yet'],
  shipments: ['包裹', 'Parcels'],
  deliveryTo: ['收货信息', 'Deliver to'],
  method: ['配送方式', 'Delivery method'],
  address: ['地址', 'Address'],
  recipient: ['收件人', 'Recipient'],
  contact: ['联系人', 'Contact'],
  note: ['买家留言', 'Buyer’s note'],
  ship: ['发货', 'Ship'],
  shipLead: ['发货后买家会看到快递公司和单号。', 'The buyer will see the carrier and the tracking number.'],
  carrier: ['快递公司', 'Carrier'],
  carrierNeeded: ['请填写快递公司', 'Enter the carrier'],
  trackingNumber: ['快递单号', 'Tracking number'],
  trackingNeeded: ['请填写快递单号', 'Enter the tracking number'],
  shipped: ['订单 {number} 已发货', 'Order {number} is on its way'],
  cancelOrder: ['取消订单', 'Cancel order'],
  cancelLead: [
    '库存会立即释放，已付的款项会原路退回。取消后不能恢复。',
    'The stock is released at once and what was paid is refunded. This cannot be undone.',
  ],
  cancelReason: ['取消原因', 'Reason'],
  cancelReasonNeeded: ['请写明原因', 'Say why'],
  cancelled: ['订单 {number} 已取消', 'Order {number} is cancelled'],
  keepOrder: ['不取消', 'Keep the order'],
  copied: ['已复制', 'Copied'],
  copyNumber: ['复制订单号', 'Copy the order number'],
} satisfies Record<string, Pair>;

/** What happened to an order, in words; an entry we do not know is shown as the server names it. */
export const happenings: Record<string, Pair> = {
  placed: ['买家下单', 'Order placed'],
  paid: ['付款成功', 'Paid'],
  'payment-started': ['开始付款', 'Payment begun'],
  'payment-pending': ['等待支付结果', 'Payment pending'],
  'payment-declined': ['付款被拒', 'Payment declined'],
  'partially-shipped': ['部分发货', 'Partly shipped'],
  shipped: ['已发货', 'Shipped'],
  received: ['确认收货', 'Received'],
  cancelled: ['已取消', 'Cancelled'],
  refunded: ['已退款', 'Refunded'],
  'stock-short': ['库存不足', 'Stock ran short'],
};

export const actors: Record<string, Pair> = {
  buyer: ['买家', 'Buyer'],
  shopper: ['买家', 'Buyer'],
  guest: ['买家', 'Buyer'],
  shop: ['系统', 'The shop'],
  system: ['系统', 'The shop'],
};

export const methods: Record<string, Pair> = {
  sandbox: ['沙箱支付', 'Sandbox'],
};

export const paymentStates: Record<string, Pair> = {
  captured: ['已收款', 'Captured'],
  pending: ['处理中', 'Pending'],
  declined: ['被拒', 'Declined'],
  refunded: ['已退款', 'Refunded'],
};

export const carriers: Record<string, Pair> = {
  'sf-express': ['顺丰速运', 'SF Express'],
  zto: ['中通快递', 'ZTO Express'],
  yto: ['圆通速递', 'YTO Express'],
  ems: ['中国邮政', 'EMS'],
};
