import { Button, Input } from 'antd';
import { Icon, Panel, useTexts } from 'kontor/sdk';
import type { Attribute } from './products';
import { texts } from './texts';
import { freeCode, type Fault } from './variants';

const attributeMax = 100;

/** What else is worth knowing about a product, such as its material. */
export function EditAttributes({
  attributes,
  fault,
  change,
}: {
  attributes: Attribute[];
  fault: (field: string) => Fault | undefined;
  change: (attributes: Attribute[]) => void;
}) {
  const t = useTexts(texts);
  const set = (index: number, changes: Partial<Attribute>) =>
    change(attributes.map((one, at) => (at === index ? { ...one, ...changes } : one)));
  const add = () =>
    change([
      ...attributes,
      {
        code: freeCode(
          'attribute',
          attributes.map(({ code }) => code),
        ),
        name: {},
        value: {},
      },
    ]);
  return (
    <Panel title={t('attributes')}>
      <p className="quiet dialog-lead">{t('attributesLead')}</p>
      <div className="fields">
        {attributes.map((attribute, index) => {
          const found = fault(`attribute:${index}`);
          const field = (part: 'name' | 'value', language: 'zh' | 'en', label: string) => (
            <Input
              lang={language}
              aria-label={label}
              placeholder={label}
              maxLength={part === 'name' ? 100 : 500}
              value={attribute[part][language] ?? ''}
              onChange={({ target }) => set(index, { [part]: { ...attribute[part], [language]: target.value } })}
            />
          );
          return (
            <div key={attribute.code} className="attribute">
              {field('name', 'zh', t('attributeNameZh'))}
              {field('name', 'en', t('attributeNameEn'))}
              {field('value', 'zh', t('attributeValueZh'))}
              {field('value', 'en', t('attributeValueEn'))}
              <Button
                type="text"
                icon={<Icon name="trash" />}
                aria-label={t('attributeRemove')}
                title={t('attributeRemove')}
                onClick={() => change(attributes.filter((_, at) => at !== index))}
              />
              {found && <p className="fault">{t(found)}</p>}
            </div>
          );
        })}
        {attributes.length < attributeMax && (
          <div>
            <Button icon={<Icon name="plus" size={16} />} onClick={add}>
              {t('attributeAdd')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
