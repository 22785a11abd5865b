import { Button, Input } from 'antd';
import { Icon, useTexts } from 'kontor/sdk';
import type { Option, OptionValue, Texts } from './products';
import { texts } from './texts';
import { codeOf, freeCode, type Fault } from './variants';

const valueMax = 50;

/** An option, such as colour, and its values in both languages. */
export function EditOption({
  option,
  taken,
  fault,
  change,
  remove,
}: {
  option: Option;
  taken: string[];
  fault: Fault | undefined;
  change: (option: Option) => void;
  remove: () => void;
}) {
  const t = useTexts(texts);
  const setName = (name: Texts) => change({ ...option, name });
  const setValue = (code: string, changes: Partial<OptionValue>) =>
    change({ ...option, values: option.values.map((value) => (value.code === code ? { ...value, ...changes } : value)) });
  const addValue = () => {
    const code = freeCode(
      'value',
      option.values.map((value) => value.code),
    );
    change({ ...option, values: [...option.values, { code, name: {}, swatch: null }] });
  };
  // What is still new takes its code from its English name, so that codes and SKUs can be read.
  const settle = (value: OptionValue) => {
    const wanted = codeOf(value.name.en ?? value.name.zh ?? '');
    if (!/^value(-\d+)?$/.test(value.code) || !wanted) return;
    setValue(value.code, {
      code: freeCode(
        wanted,
        option.values.filter((one) => one !== value).map(({ code }) => code),
      ),
    });
  };

  const settleOption = () => {
    const wanted = codeOf(option.name.en ?? option.name.zh ?? '');
    if (/^option(-\d+)?$/.test(option.code) && wanted) change({ ...option, code: freeCode(wanted, taken) });
  };

  return (
    <fieldset className="option">
      <div className="option-head">
        <label className="field">
          <span>{t('optionZh')}</span>
          <Input
            lang="zh"
            maxLength={100}
            value={option.name.zh ?? ''}
            onChange={({ target }) => setName({ ...option.name, zh: target.value })}
            onBlur={settleOption}
          />
        </label>
        <label className="field">
          <span>{t('optionEn')}</span>
          <Input
            lang="en"
            maxLength={100}
            value={option.name.en ?? ''}
            onChange={({ target }) => setName({ ...option.name, en: target.value })}
            onBlur={settleOption}
          />
        </label>
        <Button type="text" icon={<Icon name="trash" />} aria-label={t('optionRemove')} title={t('optionRemove')} onClick={remove} />
      </div>
      <ul className="option-values">
        {option.values.map((value, index) => (
          <li key={index}>
            <Input
              lang="zh"
              aria-label={t('valueZh')}
              placeholder={t('valueZh')}
              maxLength={100}
              value={value.name.zh ?? ''}
              onChange={({ target }) => setValue(value.code, { name: { ...value.name, zh: target.value } })}
              onBlur={() => settle(value)}
            />
            <Input
              lang="en"
              aria-label={t('valueEn')}
              placeholder={t('valueEn')}
              maxLength={100}
              value={value.name.en ?? ''}
              onChange={({ target }) => setValue(value.code, { name: { ...value.name, en: target.value } })}
              onBlur={() => settle(value)}
            />
            {value.swatch ? (
              <input
                type="color"
                className="swatch"
                aria-label={t('swatch')}
                title={t('swatch')}
                value={value.swatch}
                onChange={({ target }) => setValue(value.code, { swatch: target.value })}
              />
            ) : (
              <Button type="text" size="small" onClick={() => setValue(value.code, { swatch: '#8fa58b' })}>
                {t('swatchAdd')}
              </Button>
            )}
            <Button
              type="text"
              size="small"
              icon={<Icon name="close" size={16} />}
              aria-label={t('valueRemove')}
              title={t('valueRemove')}
              onClick={() => change({ ...option, values: option.values.filter((one) => one !== value) })}
            />
          </li>
        ))}
      </ul>
      {fault && <p className="fault">{t(fault)}</p>}
      {option.values.length < valueMax && (
        <div>
          <Button size="small" icon={<Icon name="plus" size={14} />} onClick={addValue}>
            {t('valueAdd')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
