import { minus, useFormats, useTexts, type Money } from 'kontor/sdk';
import { texts } from './texts';

/** What points and gift cards pay of a total, and what is left to pay in money. */
export function Tendered({ total, inMoney }: { total: Money; inMoney: Money }) {
  const t = useTexts(texts);
  const { money } = useFormats();
  return (
    <>
      <div>
        <dt>{t('tendered')}</dt>
        <dd className="number">{money(minus(inMoney, total))}</dd>
      </div>
      <div className="sums-total">
        <dt>{t('inMoney')}</dt>
        <dd className="number">{money(inMoney)}</dd>
      </div>
    </>
  );
}
