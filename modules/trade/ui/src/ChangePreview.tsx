import { useEffect, useState } from 'react';
import { Skeleton } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { explain, minus, useFormats, useLanguage, useTexts, type Money } from 'kontor/sdk';
import { changeTexts } from './changeTexts';
import type { Order, Outcome } from './orders';
import { Tendered } from './Tendered';

type Totals = Order['totals'];

/** A value that has not changed for a moment: what is asked for while somebody types. */
export function useCalm<T>(value: T): T {
  const text = JSON.stringify(value);
  const [calm, setCalm] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(text), 350);
    return () => clearTimeout(timer);
  }, [text]);
  return JSON.parse(calm) as T;
}

/** How the total came about. What points and gift cards pay of it stands last, and is told below the total. */
function stepsToTotal({ explanation, totals }: Outcome): Outcome['explanation'] {
  let end = explanation.length;
  let tendered = totals.inMoney ? minus(totals.total, totals.inMoney) : null;
  while (tendered && Number(tendered.amount) > 0 && end > 0) {
    const step = explanation[--end]!.amount;
    tendered = minus(tendered, { ...step, amount: step.amount.replace('-', '') });
  }
  return explanation.slice(0, end);
}

/** What would become of an order, before anything is written. */
export function ChangePreview({ query, totals: now, wanted }: { query: UseQueryResult<Outcome>; totals: Totals; wanted: boolean }) {
  const t = useTexts(changeTexts);
  const { language } = useLanguage();
  const { money } = useFormats();
  const isSome = (amount: Money) => Number(amount.amount) !== 0;
  if (!wanted) return <p className="quiet change-preview">{t('nothingYet')}</p>;
  if (query.isError) return <p className="fault change-preview">{explain(query.error, language)}</p>;
  if (!query.data) return <Skeleton className="change-preview" active title={false} paragraph={{ rows: 3 }} />;
  const { totals, due, goesBack } = query.data;
  const isOtherDelivery = totals.delivery.amount !== now.delivery.amount;
  // What it was and what it is then stand in one row.
  const steps = stepsToTotal(query.data).filter(
    ({ code, amount }) => !(isOtherDelivery && code === 'delivery' && amount.amount === totals.delivery.amount),
  );
  return (
    <dl className="sums change-preview" aria-live="polite">
      {steps.map((step, at) => (
        <div key={`${at} ${step.code}`} className="quiet">
          <dt>{step.text}</dt>
          <dd className="number">{money(step.amount)}</dd>
        </div>
      ))}
      {isOtherDelivery && (
        <div>
          <dt>{t('delivery')}</dt>
          <dd className="number">{t('deliveryFromTo', { from: money(now.delivery), to: money(totals.delivery) })}</dd>
        </div>
      )}
      <div>
        <dt>{t('totalNow')}</dt>
        <dd className="number">{money(now.total)}</dd>
      </div>
      <div className="sums-total">
        <dt>{t('totalThen')}</dt>
        <dd className="number">{money(totals.total)}</dd>
      </div>
      {totals.inMoney && <Tendered total={totals.total} inMoney={totals.inMoney} />}
      {isSome(due) && (
        <div>
          <dt>{t('toPay')}</dt>
          <dd className="number strong">{money(due)}</dd>
        </div>
      )}
      {isSome(goesBack) && (
        <div>
          <dt>{t('goesBack')}</dt>
          <dd className="number strong">{money(goesBack)}</dd>
        </div>
      )}
    </dl>
  );
}
