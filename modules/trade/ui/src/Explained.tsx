import { useFormats, useTexts, type Money, type Schema } from 'kontor/sdk';
import { taxClassTexts, taxTexts } from './taxTexts';

interface Explanation {
  name: string;
  steps: Schema<'TradeExplanation'>[];
  taxes: Schema<'TradeTax'>[];
  sum: Money;
  notApplied?: Schema<'TradeNotApplied'>[];
}

/** How an amount came about, to the last cent; folded, for whoever wants to know. */
export function Explained({ name, steps, taxes, sum, notApplied = [] }: Explanation) {
  const t = useTexts(taxTexts);
  const c = useTexts(taxClassTexts);
  const { money } = useFormats();
  const className = (code: string) => (Object.hasOwn(taxClassTexts, code) ? c(code as keyof typeof taxClassTexts) : code);
  return (
    <details className="explained">
      <summary>{name}</summary>
      <dl>
        {steps.map((step, at) => (
          <div key={`${at} ${step.code}`}>
            <dt>{step.text}</dt>
            <dd className="number">{money(step.amount)}</dd>
          </div>
        ))}
        <div className="explained-sum">
          <dt>{t('sum')}</dt>
          <dd className="number">{money(sum)}</dd>
        </div>
        {taxes
          .filter((tax) => tax.included && Number(tax.amount.amount) > 0)
          .map((tax) => (
            <div key={`${tax.taxClass} ${tax.percent}`} className="quiet">
              <dt>{t('contained', { percent: tax.percent, name: className(tax.taxClass) })}</dt>
              <dd className="number">{money(tax.amount)}</dd>
            </div>
          ))}
      </dl>
      {notApplied.map((unused) => (
        <p key={unused.code} className="quiet">
          <span className="strong">{unused.label}</span> {unused.text}
        </p>
      ))}
    </details>
  );
}
