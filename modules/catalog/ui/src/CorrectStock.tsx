import { Form, Input, InputNumber, Modal } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { common, Loaded, useAction, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { correctStock, fetchMovements, type Stock } from './products';
import { causes, texts } from './texts';

/** Sets the stock of a SKU to what was counted, with a reason that is kept, and shows how it came to be what it is. */
export function CorrectStock({ stock, close }: { stock: Stock; close: () => void }) {
  const t = useTexts(texts);
  const c = useTexts(common);
  const [form] = Form.useForm<{ onHand: number; reason: string }>();
  const correct = useAction((correction: { onHand: number; reason: string }) => correctStock(stock.sku, correction), {
    done: t('corrected', { sku: stock.sku }),
    refreshes: [['stock'], ['products', 'list'], ['movements', stock.sku]],
    then: close,
  });
  return (
    <Modal
      open
      title={t('correctStock', { sku: stock.sku })}
      okText={c('save')}
      cancelText={c('cancel')}
      confirmLoading={correct.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('correctLead', { reserved: stock.reserved })}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ onHand: stock.onHand }}
        onFinish={(values) => correct.mutate(values)}
      >
        <Form.Item name="onHand" label={t('counted')} rules={[{ required: true }]}>
          <InputNumber autoFocus min={0} max={1_000_000_000} precision={0} />
        </Form.Item>
        <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonNeeded') }]}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      <Movements sku={stock.sku} />
    </Modal>
  );
}

function Movements({ sku }: { sku: string }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  const { time, number } = useFormats();
  const movements = useQuery({ queryKey: ['movements', sku], queryFn: () => fetchMovements(sku) });
  const named = (cause: string) => causes[cause.toLowerCase()]?.[language === 'zh-CN' ? 0 : 1] ?? cause;
  const signed = (change: number) => (change > 0 ? `+${number(change)}` : number(change));
  return (
    <>
      <p className="packing-title">{t('movements')}</p>
      <Loaded query={movements} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{t('movementsNone')}</p>
          ) : (
            <ul className="movements">
              {items.map((movement) => (
                <li key={movement.id}>
                  <span>
                    {named(movement.cause)} <span className="quiet">{movement.reason}</span>
                  </span>
                  <span className="number">{movement.onHandChange === 0 ? '' : signed(movement.onHandChange)}</span>
                  <span className="quiet number">
                    {t('stockOf', { available: number(movement.onHand - movement.reserved), onHand: number(movement.onHand) })}
                  </span>
                  <span className="quiet">{time(movement.at)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}
