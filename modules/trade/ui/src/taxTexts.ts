import type { Pair } from 'kontor/sdk';

export const taxTexts = {
  taxes: ['税率', 'Taxes'],
  lead: [
    '没有填写的地区按 {percent}% 计算，税已含在售价里。收货地有自己的税率时，只用那里的税率。',
    'Where the table says nothing, {percent} % is contained in prices. A country with rates of its own uses only these.',
  ],
  add: ['添加税率', 'Add a rate'],
  none: ['还没有添加税率', 'No rates yet'],
  noneLead: ['不同商品或不同地区的税率不一样时，在这里添加。', 'Add one where goods or places are taxed differently.'],
  place: ['地区', 'Place'],
  everywhere: ['所有地区', 'Everywhere'],
  country: ['国家或地区', 'Country'],
  region: ['省、州', 'Province or state'],
  regionHint: ['留空表示整个国家', 'Leave empty for the whole country'],
  taxClass: ['税类', 'Tax class'],
  taxClassHint: ['小写字母、数字和短横线，与商品的税类一致', 'Small letters, digits and dashes, as in the product'],
  percent: ['税率（%）', 'Rate (%)'],
  included: ['售价已含税', 'Prices contain it'],
  added: ['结算时另加', 'Added to prices'],
  how: ['计税方式', 'How it is charged'],
  saved: ['税率已保存', 'The rate is saved'],
  removed: ['税率已删除', 'The rate is removed'],
  needed: ['请填写', 'Fill this in'],
  sum: ['合计', 'Sum'],
  contained: ['已含税 {percent}%（{name}）', 'Tax contained, {percent} % ({name})'],
} satisfies Record<string, Pair>;

/** The classes every shop has; others are called as staff named them. */
export const taxClassTexts = {
  standard: ['标准', 'Standard'],
  delivery: ['运费', 'Delivery'],
} satisfies Record<string, Pair>;
