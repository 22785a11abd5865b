import { useState } from 'react';
import { Button, Checkbox, Input, InputNumber, Modal } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { common, Icon, inLanguage, useAction, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { ChangePreview, useCalm } from './ChangePreview';
import { changeTexts } from './changeTexts';
import { DeliverBy } from './DeliverBy';
import { FindGoods, type Goods } from './FindGoods';
import { changeLines, orderKey, previewLines, type LineChange, type Order, type OtherMethod } from './orders';

/** Adds to an order, takes from it, and changes how much of something it has, until that is shipped. */
export function ChangeLines({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(changeTexts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const { money } = useFormats();
  const [quantities, setQuantities] = useState(() => new Map(order.lines.map((line) => [line.sku, line.quantity])));
  const [added, setAdded] = useState<Goods[]>([]);
  const [reason, setReason] = useState('');
  const [keepDelivery, setKeepDelivery] = useState(false);
  const [other, setOther] = useState<OtherMethod>();
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const edit = (act: () => void) => {
    act();
    setKey(crypto.randomUUID());
  };
  const before = new Map(order.lines.map((line) => [line.sku, line.quantity]));
  const set = (sku: string, quantity: number) => edit(() => setQuantities(new Map(quantities).set(sku, quantity)));
  const lines = [...quantities]
    .filter(([sku, quantity]) => quantity !== (before.get(sku) ?? 0))
    .map(([sku, quantity]) => ({ sku, quantity }));
  const way = { keepDelivery, ...(other ? { deliveryMethod: other.code } : {}) };
  const change: LineChange = { lines, reason: reason.trim(), ...way };
  const calm = useCalm(lines);
  const preview = useQuery({
    queryKey: ['line-preview', order.number, order.version, calm, way],
    queryFn: ({ signal }) => previewLines(order.number, { lines: calm, reason: '', ...way }, signal),
    enabled: calm.length > 0,
    retry: false,
    placeholderData: keepPreviousData,
  });
  const save = useAction(() => changeLines(order.number, change, { version: order.version, idempotencyKey }), {
    done: t('linesChanged'),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  const choose = (goods: Goods) => {
    if (!before.has(goods.sku) && !added.some(({ sku }) => sku === goods.sku)) setAdded([...added, goods]);
    set(goods.sku, (quantities.get(goods.sku) ?? 0) + 1);
  };
  const leave = (sku: string) =>
    edit(() => {
      setAdded(added.filter((goods) => goods.sku !== sku));
      setQuantities(new Map([...quantities].filter(([one]) => one !== sku)));
    });
  const trouble = preview.data?.notDelivered;
  const count = (sku: string, least = 0) => (
    <InputNumber
      aria-label={`${t('quantity')}: ${sku}`}
      min={least}
      max={999}
      precision={0}
      value={quantities.get(sku) ?? 0}
      onChange={(quantity) => set(sku, quantity ?? least)}
    />
  );
  return (
    <Modal
      open
      width={620}
      title={t('changeLines')}
      okText={c('save')}
      cancelText={c('cancel')}
      okButtonProps={{ disabled: lines.length === 0 || preview.isError || (!!trouble && !keepDelivery) }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate(undefined)}
      onCancel={close}
    >
      <p className="quiet dialog-lead">
        {t('linesLead')} {order.group && t('linesLeadTogether')}
      </p>
      <ul className="packing">
        {order.lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {inLanguage(line.name, language)} <span className="quiet">{inLanguage(line.options, language)}</span>
              {quantities.get(line.sku) === 0 && <span className="fault"> {t('removed')}</span>}
              <br />
              <span className="quiet number">{money(line.unitPrice)}</span>
              {line.shipped > 0 && <span className="quiet"> · {t('shippedAlready', { count: line.shipped })}</span>}
              {line.leftOut > 0 && <span className="quiet"> · {t('leftOutAlready', { count: line.leftOut })}</span>}
            </span>
            {count(line.sku, line.shipped + line.leftOut)}
          </li>
        ))}
        {added.map((goods) => (
          <li key={goods.sku}>
            <span>
              {goods.name} <span className="quiet">{goods.options}</span>
              <br />
              <span className="quiet number">{money(goods.price)}</span>
            </span>
            {count(goods.sku)}
            <Button
              type="text"
              size="small"
              icon={<Icon name="close" size={16} />}
              aria-label={`${t('leave')}: ${goods.name}`}
              onClick={() => leave(goods.sku)}
            />
          </li>
        ))}
      </ul>
      <FindGoods choose={choose} />
      <label className="change-reason">
        <span>{t('reason')}</span>
        <Input
          maxLength={500}
          placeholder={t('reasonHint')}
          value={reason}
          onChange={({ target }) => edit(() => setReason(target.value))}
        />
      </label>
      <DeliverBy trouble={trouble} chosen={other} choose={(one) => edit(() => setOther(one))} />
      <Checkbox className="change-delivery" checked={keepDelivery} onChange={({ target }) => edit(() => setKeepDelivery(target.checked))}>
        {t('keepDelivery')} <span className="quiet">{t('keepDeliveryHint')}</span>
      </Checkbox>
      <ChangePreview query={preview} totals={order.totals} wanted={lines.length > 0} />
    </Modal>
  );
}
