import { Select } from 'antd';
import { useFormats, useTexts } from 'kontor/sdk';
import { changeTexts } from './changeTexts';
import type { Outcome, OtherMethod } from './orders';

interface Props {
  trouble: Outcome['notDelivered'];
  chosen: OtherMethod | undefined;
  choose: (method: OtherMethod | undefined) => void;
}

/** Says that the order's delivery method does not take what it would be, and offers those that do. */
export function DeliverBy({ trouble, chosen, choose }: Props) {
  const t = useTexts(changeTexts);
  const { money } = useFormats();
  const others = trouble?.others ?? (chosen ? [chosen] : []);
  return (
    <>
      {trouble && (
        <p className="fault change-trouble" role="alert">
          {t('notDelivered', { why: trouble.text })} {t(others.length > 0 ? 'notDeliveredChoose' : 'notDeliveredKeep')}
        </p>
      )}
      {others.length > 0 && (
        <label className="change-reason">
          <span>{t('otherMethod')}</span>
          <Select
            allowClear
            aria-label={t('otherMethod')}
            placeholder={t('otherMethodHint')}
            value={chosen?.code ?? null}
            options={others.map(({ code, name, price }) => ({ value: code, label: `${name} · ${money(price)}` }))}
            onChange={(code: string | null) => choose(others.find((other) => other.code === code))}
          />
        </label>
      )}
    </>
  );
}
