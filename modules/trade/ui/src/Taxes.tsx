import { useState } from 'react';
import { AutoComplete, Button, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, Empty, Frame, Loaded, Panel, useAction, useFormats, useLanguage, useMay, useTexts } from 'kontor/sdk';
import { fetchTaxRates, putTaxRate, removeTaxRate, type TaxRate } from './taxes';
import { taxClassTexts, taxTexts } from './taxTexts';

interface Draft {
  taxClass: string;
  country: string;
  region: string;
  percent: string | null;
  included: boolean;
}

const blank: Draft = { taxClass: 'standard', country: '', region: '', percent: null, included: true };

function useNames() {
  const t = useTexts(taxTexts);
  const c = useTexts(taxClassTexts);
  const { language } = useLanguage();
  const countries = new Intl.DisplayNames([language], { type: 'region' });
  return {
    taxClass: (code: string) => (Object.hasOwn(taxClassTexts, code) ? c(code as keyof typeof taxClassTexts) : code),
    country: (code: string) => (code === '' ? t('everywhere') : (countries.of(code) ?? code)),
  };
}

/** What is taken as tax, class by class and place by place. */
export function Taxes() {
  const t = useTexts(taxTexts);
  const c = useTexts(common);
  const may = useMay();
  const { time } = useFormats();
  const names = useNames();
  const rates = useQuery({ queryKey: ['tax-rates'], queryFn: fetchTaxRates });
  const [editing, setEditing] = useState<{ draft: Draft; known: boolean }>();
  const remove = useAction(removeTaxRate, { done: t('removed'), refreshes: [['tax-rates']] });
  const edit = ({ taxClass, country, region, percent, included }: TaxRate) =>
    setEditing({ draft: { taxClass, country, region, percent, included }, known: true });
  return (
    <Frame
      title={t('taxes')}
      actions={
        may('orders.write') && (
          <Button type="primary" onClick={() => setEditing({ draft: blank, known: false })}>
            {t('add')}
          </Button>
        )
      }
    >
      <Loaded query={rates}>
        {({ usualPercent, items }) => (
          <>
            <p className="quiet lead">{t('lead', { percent: usualPercent })}</p>
            <Panel>
              {items.length === 0 ? (
                <Empty icon="receipt" title={t('none')}>
                  {t('noneLead')}
                </Empty>
              ) : (
                <ul className="records">
                  {items.map((rate) => (
                    <li key={rate.id}>
                      <span className="strong">
                        {[names.country(rate.country), rate.region].filter(Boolean).join(' · ')}
                        <span className="quiet"> {names.taxClass(rate.taxClass)}</span>
                      </span>
                      <span className="number">{rate.percent} %</span>
                      <span className="quiet records-below">
                        {t(rate.included ? 'included' : 'added')} · {time(rate.changedAt)} · {rate.changedBy}
                      </span>
                      {may('orders.write') && (
                        <span className="records-below records-actions">
                          <Button size="small" onClick={() => edit(rate)}>
                            {c('edit')}
                          </Button>
                          <Button
                            size="small"
                            loading={remove.isPending && remove.variables === rate.id}
                            onClick={() => remove.mutate(rate.id)}
                          >
                            {c('delete')}
                          </Button>
                        </span>
                      )}
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </>
        )}
      </Loaded>
      {editing && (
        <EditRate
          {...editing}
          classes={[...new Set(['standard', 'delivery', ...(rates.data?.items ?? []).map((rate) => rate.taxClass)])]}
          close={() => setEditing(undefined)}
        />
      )}
    </Frame>
  );
}

/** ISO 3166-1 codes that the browser has a name for. */
function countryCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const notCountries = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA', 'XK']);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && names.of(code) !== undefined);
}

interface Editing {
  draft: Draft;
  known: boolean;
  classes: string[];
  close: () => void;
}

function EditRate({ draft, known, classes, close }: Editing) {
  const t = useTexts(taxTexts);
  const c = useTexts(common);
  const names = useNames();
  const [form] = Form.useForm<Draft>();
  const country = Form.useWatch('country', form);
  const save = useAction((rate: Draft) => putTaxRate({ ...rate, percent: rate.percent ?? '', region: rate.country ? rate.region : '' }), {
    done: t('saved'),
    refreshes: [['tax-rates']],
    then: close,
  });
  const needed = [{ required: true, message: t('needed') }];
  return (
    <Modal
      open
      title={t('taxes')}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={draft} onFinish={(values) => save.mutate(values)}>
        <Form.Item name="country" label={t('country')}>
          <Select
            disabled={known}
            showSearch={{ optionFilterProp: 'label' }}
            options={['', ...countryCodes()].map((code) => ({ value: code, label: names.country(code) }))}
          />
        </Form.Item>
        <Form.Item name="region" label={t('region')} extra={t('regionHint')}>
          <Input disabled={known || !country} maxLength={60} />
        </Form.Item>
        <Form.Item name="taxClass" label={t('taxClass')} extra={t('taxClassHint')} rules={[...needed, { pattern: /^[a-z0-9][a-z0-9-]*$/ }]}>
          <AutoComplete disabled={known} maxLength={40} options={classes.map((value) => ({ value }))} />
        </Form.Item>
        <Form.Item name="percent" label={t('percent')} rules={needed}>
          <InputNumber<string> stringMode min="0" max="100" precision={4} step="0.1" />
        </Form.Item>
        <Form.Item name="included" label={t('how')}>
          <Select
            options={[
              { value: true, label: t('included') },
              { value: false, label: t('added') },
            ]}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
