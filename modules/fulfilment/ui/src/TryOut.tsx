import { useEffect, useState } from 'react';
import { Input, InputNumber, Select } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { explain, inLanguage, Panel, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { countries, measure, sum, tryOut, type DeliveryMethod, type Goods, type Step, type Tried } from './methods';
import { texts } from './texts';

const patience = 350;

/** Says while the method is being changed what some goods would cost, and why. */
export function TryOut({ method }: { method: DeliveryMethod }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const [goods, setGoods] = useState<Goods>({
    country: 'CN',
    region: null,
    postcode: null,
    goodsTotal: sum('50.00', method.currency),
    weightGrams: 800,
    volumeCm3: 2000,
  });
  const [asked, setAsked] = useState({ method, goods });
  useEffect(() => {
    const waiting = setTimeout(() => setAsked({ method, goods }), patience);
    return () => clearTimeout(waiting);
  }, [method, goods]);
  const tried = useQuery({
    queryKey: ['try-out', asked],
    queryFn: ({ signal }) => tryOut(named(asked.method), asked.goods, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const set = (changes: Partial<Goods>) => setGoods({ ...goods, ...changes });
  const text = (field: 'region' | 'postcode', label: string) => (
    <label className="field">
      <span>{label}</span>
      <Input maxLength={60} value={goods[field] ?? ''} onChange={({ target }) => set({ [field]: target.value.trim() || null })} />
    </label>
  );
  return (
    <Panel title={t('tryOut')}>
      <div className="fields">
        <p className="quiet">{t('tryOutLead')}</p>
        <label className="field">
          <span>{t('country')}</span>
          <Select
            aria-label={t('country')}
            showSearch={{ optionFilterProp: 'label' }}
            options={countries(language)}
            value={goods.country ?? 'CN'}
            onChange={(country: string) => set({ country })}
          />
        </label>
        <div className="fields-2">
          {text('region', t('region'))}
          {text('postcode', t('postcode'))}
          <label className="field">
            <span>{t('goodsTotal')}</span>
            <Input
              inputMode="decimal"
              maxLength={12}
              value={goods.goodsTotal.amount}
              suffix={method.currency}
              onChange={({ target }) => set({ goodsTotal: sum(target.value.trim(), method.currency) })}
            />
          </label>
          <label className="field">
            <span>{t('weight')}</span>
            <InputNumber
              className="amount-field"
              min={0}
              max={10_000_000}
              precision={0}
              suffix="g"
              value={goods.weightGrams}
              onChange={(grams) => set({ weightGrams: grams ?? 0 })}
            />
          </label>
          <label className="field">
            <span>{t('volume')}</span>
            <InputNumber
              className="amount-field"
              min={0}
              max={100_000_000}
              precision={0}
              suffix="cm³"
              value={goods.volumeCm3}
              onChange={(volume) => set({ volumeCm3: volume ?? 0 })}
            />
          </label>
        </div>
        <div aria-live="polite" className="try-out">
          {tried.isError ? <p className="fault">{explain(tried.error, language)}</p> : tried.data && <Answer tried={tried.data} />}
        </div>
      </div>
    </Panel>
  );
}

/** A method without a code or a name yet can be tried as well. */
function named(method: DeliveryMethod): DeliveryMethod {
  const fill = (texts: Record<string, string>) => ({ zh: texts.zh || '-', en: texts.en || '-' });
  return {
    ...method,
    code: 'draft',
    name: fill(method.name),
    description: fill(method.description),
    zones: method.zones.map((zone) => ({ ...zone, name: fill(zone.name) })),
  };
}

function Answer({ tried }: { tried: Tried }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { money } = useFormats();
  const { rate, withheld } = tried;
  if (!rate) return <p className="strong">{t(withheld?.reason === 'too-much' ? 'tooMuch' : 'noZone')}</p>;
  const basis = rate.steps[0]?.code === 'volume' ? 'VOLUME' : 'WEIGHT';
  const words = (step: Step) => {
    const bound = step.bound ?? 0;
    switch (step.code) {
      case 'weight':
      case 'volume':
        return step.bound ? t('stepUpTo', { bound: measure(basis, bound) }) : t('stepAny');
      case 'amount':
        return step.bound
          ? t('stepUpTo', { bound: money(sum(String(bound / 10 ** (rate.price.amount.split('.')[1]?.length ?? 0)), rate.price.currency)) })
          : t('stepAny');
      case 'further':
        return t('stepFurther', { count: step.measured ?? 0, step: measure(basis, bound) });
      case 'free':
        return t('stepFree');
      default:
        return t('stepRemote');
    }
  };
  return (
    <dl className="sums try-out-sums">
      {rate.steps.map((step) => (
        <div key={step.code}>
          <dt>
            {['weight', 'volume', 'amount'].includes(step.code) && `${inLanguage(rate.zone, language)} · `}
            {words(step)}
          </dt>
          <dd className="number">{money(step.amount)}</dd>
        </div>
      ))}
      <div className="sums-total">
        <dt>{t('costs')}</dt>
        <dd className="number">{money(rate.price)}</dd>
      </div>
    </dl>
  );
}
