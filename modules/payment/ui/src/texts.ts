import type { Pair } from 'kontor/sdk';

export const texts = {
  payments: ['收款记录', 'Payments'],
  payment: ['付款 {order}', 'Payment for {order}'],
  order: ['订单', 'Order'],
  status: ['状态', 'Status'],
  method: ['支付方式', 'Method'],
  amount: ['金额', 'Amount'],
  captured: ['已收', 'Captured'],
  refunded: ['已退', 'Refunded'],
  begun: ['发起时间', 'Begun'],
  capturedAt: ['收款时间', 'Captured at'],
  currency: ['币种', 'Currency'],
  id: ['付款编号', 'Payment id'],
  find: ['订单号', 'Order number'],
  anyStatus: ['全部状态', 'Any status'],
  anyMethod: ['全部方式', 'Any method'],
  told: ['需要处理', 'Needs somebody'],
  onlyTold: ['仅看需处理', 'Needs somebody'],
  none: ['还没有付款', 'No payments yet'],
  noneLead: ['第一个顾客付款后，记录会出现在这里。', 'The first payment will appear here as soon as somebody pays.'],
  unknownNotice: [
    '{count} 笔付款结果未知，系统正在向支付平台查询。',
    'The outcome of {count} {count:payment|payments} is not known; the provider is being asked.',
  ],
  toldNotice: [
    '{count} 笔长时间没有结果或被拒绝，请查看。',
    '{count} {count:payment or refund|payments or refunds} got no answer for long, or a refusal. Please look.',
  ],
  showThem: ['查看', 'Show them'],
  facts: ['概况', 'Summary'],
  declineReason: ['拒绝原因', 'Why it was declined'],
  nextAsked: ['下次查询', 'Asked again'],
  askedTimes: ['已查询 {count} 次', 'asked {count} {count:time|times} so far'],
  toldSince: ['自 {at} 起没有结果或被拒绝，请向支付平台核实。', 'No answer, or a refusal, since {at}. Please check with the provider.'],
  voiding: ['正在关闭，等待支付平台确认。', 'Being voided; the provider has not confirmed it yet.'],
  unknownLead: [
    '支付平台还没有给出结果。系统会一直查询，直到知道为止，不会猜测。',
    'The provider has not said what became of it. It is asked until it is known; nothing is guessed.',
  ],
  captures: ['扣款', 'Captures'],
  refunds: ['退款', 'Refunds'],
  log: ['支付平台往来', 'Provider log'],
  logNone: ['还没有往来记录', 'Nothing has been said yet'],
  tookMs: ['{ms} 毫秒', '{ms} ms'],
  capture: ['扣款', 'Capture'],
  captureLead: ['从冻结的款项中扣款，可分多次，最多 {left}。', 'Takes held money, all or a part, at most {left}.'],
  captureDone: ['扣款已提交', 'Captured'],
  void: ['关闭付款', 'Void'],
  voidLead: [
    '未扣的款项将解冻还给买家；未完成的付款将被关闭。不能恢复。',
    'What is held and not captured goes back to the buyer; a payment that is not finished is closed. This cannot be undone.',
  ],
  voidDone: ['付款已关闭', 'Voided'],
  keep: ['不关闭', 'Keep it'],
  refund: ['退款', 'Refund'],
  refundLead: ['原路退回买家，最多 {left}。', 'Goes back the way it came, at most {left}.'],
  refundDone: ['退款已提交', 'Refunded'],
  reason: ['原因', 'Reason'],
  reasonNeeded: ['请写明原因', 'Say why'],
  amountNeeded: ['请输入 0 到 {left} 之间的金额', 'Enter an amount above 0, at most {left}'],
  ask: ['查询结果', 'Ask the provider'],
  askDone: ['支付平台：{status}', 'The provider says: {status}'],
} satisfies Record<string, Pair>;

export const methods: Record<string, Pair> = {
  sandbox: ['沙箱支付', 'Sandbox'],
};

/** What was said to the provider or by it. */
export const questions: Record<string, Pair> = {
  charge: ['请求收款', 'Charge'],
  authorise: ['请求冻结', 'Authorise'],
  query: ['查询结果', 'Query'],
  capture: ['扣款', 'Capture'],
  void: ['关闭', 'Void'],
  refund: ['退款', 'Refund'],
  callback: ['回调通知', 'Callback'],
};

export const directions: Record<string, Pair> = {
  out: ['发往支付平台', 'to the provider'],
  in: ['来自支付平台', 'from the provider'],
  here: ['本地处理', 'in this shop'],
};

export const outcomes: Record<string, Pair> = {
  captured: ['已收款', 'captured'],
  authorised: ['已冻结', 'authorised'],
  declined: ['被拒', 'declined'],
  pending: ['待支付', 'pending'],
  voided: ['已关闭', 'voided'],
  unheard: ['平台无此付款', 'never heard of it'],
  done: ['完成', 'done'],
  refused: ['被拒绝', 'refused'],
  'no-answer': ['超时无应答', 'no answer in time'],
  broken: ['连接中断', 'the line broke'],
  applied: ['已生效', 'applied'],
  repeated: ['重复，无变化', 'nothing new'],
  forged: ['签名不符，已拒', 'forged, refused'],
  'too-old': ['已过期，已拒', 'too old, refused'],
  mismatched: ['内容不符，已拒', 'does not fit, refused'],
  unreadable: ['无法识别，已拒', 'unreadable, refused'],
  'unknown-payment': ['付款不存在，已拒', 'unknown payment, refused'],
};

export const deedStates: Record<string, Pair> = {
  initiated: ['等待确认', 'Not confirmed yet'],
  succeeded: ['成功', 'Done'],
  refused: ['被拒绝', 'Refused'],
};

export const actors: Record<string, Pair> = {
  shop: ['系统', 'The shop'],
  provider: ['支付平台', 'The provider'],
};
