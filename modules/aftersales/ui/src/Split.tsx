import { minus, useFormats, useTexts, type Money } from 'kontor/sdk';
import { texts } from './texts';

/** What of a refund goes back to points and gift cards, and what in money. */
export function Split({ total, tendered }: { total: Money; tendered: Money }) {
  const t = useTexts(texts);
  const { money } = useFormats();
  return (
    <>
      <div>
        <dt>{t('tendered')}</dt>
        <dd className="number">{money(tendered)}</dd>
      </div>
      <div>
        <dt>{t('inMoney')}</dt>
        <dd className="number">{money(minus(total, tendered))}</dd>
      </div>
    </>
  );
}
