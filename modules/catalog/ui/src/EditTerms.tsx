import { Input, InputNumber } from 'antd';
import { Panel, useTexts } from 'kontor/sdk';
import type { ProductDraft, Terms } from './products';
import { texts } from './texts';
import { faultOfTerms, quantityMax } from './variants';

type Count = 'min' | 'max' | 'step' | 'buyerMax' | 'buyerDays';

/** How a product is sold where that is not as usual: its tax class, its quantities, and how much one buyer may have. */
export function EditTerms({ terms, faulty, change }: { terms: Terms; faulty: boolean; change: (changes: Partial<ProductDraft>) => void }) {
  const t = useTexts(texts);
  const fault = faulty ? faultOfTerms(terms) : undefined;
  const set = (changes: Partial<Terms>) => change({ terms: { ...terms, ...changes } });
  const count = (field: Count, label: string, max: number) => (
    <label className="field">
      <span>{label}</span>
      <InputNumber
        min={1}
        max={max}
        precision={0}
        value={terms[field] ?? null}
        onChange={(value: number | null) => set({ [field]: value })}
      />
    </label>
  );
  return (
    <Panel title={t('terms')}>
      <div className="fields">
        <p className="quiet">{t('termsLead')}</p>
        <div className="fields-2">
          {count('min', t('termsMin'), quantityMax)}
          {count('max', t('termsMax'), quantityMax)}
          {count('step', t('termsStep'), quantityMax)}
        </div>
        {fault === 'termsNone' && <p className="fault">{t('termsNone')}</p>}
        <div className="fields-2">
          {count('buyerMax', t('termsBuyer'), 1_000_000)}
          {count('buyerDays', t('termsDays'), 3_650)}
        </div>
        {fault === 'termsBoth' && <p className="fault">{t('termsBoth')}</p>}
        <label className="field">
          <span>{t('taxClass')}</span>
          <Input
            value={terms.taxClass ?? ''}
            maxLength={40}
            spellCheck={false}
            autoCapitalize="none"
            placeholder="standard"
            {...(fault === 'taxClassWrong' ? { status: 'error' as const } : {})}
            onChange={({ target }) => set({ taxClass: target.value || null })}
          />
          <span className={fault === 'taxClassWrong' ? 'fault' : 'quiet'}>{t(fault === 'taxClassWrong' ? fault : 'taxClassLead')}</span>
        </label>
      </div>
    </Panel>
  );
}
