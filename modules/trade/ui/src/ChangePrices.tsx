import { useState } from 'react';
import { Input, InputNumber, Modal } from 'antd';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { common, inLanguage, useAction, useFormats, useLanguage, useTexts } from 'kontor/sdk';
import { ChangePreview, useCalm } from './ChangePreview';
import { changeTexts } from './changeTexts';
import { changePrices, orderKey, previewPrices, type Order, type PriceChange } from './orders';

type Line = Order['lines'][number];

const off = (steps: Line['explanation'], code: string) =>
  steps.filter((step) => step.code === code).reduce((sum, step) => sum - Number(step.amount.amount), 0);

const priceOf = (line: Line) => (Number(line.unitPrice.amount) - off(line.explanation, 'price-change') / line.quantity).toFixed(2);

/** Lowers the prices of an order that is not paid, or raises them up to the list price, for a reason. */
export function ChangePrices({ order, close }: { order: Order; close: () => void }) {
  const t = useTexts(changeTexts);
  const c = useTexts(common);
  const { language } = useLanguage();
  const { money } = useFormats();
  const { currency } = order.totals.total;
  const [prices, setPrices] = useState(() => new Map(order.lines.map((line) => [line.lineId, priceOf(line)])));
  const before = off(order.explanation, 'deduction').toFixed(2);
  const [deduction, setDeduction] = useState(before);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const edit = (act: () => void) => {
    act();
    setKey(crypto.randomUUID());
  };
  const changed = order.lines.filter((line) => Number(prices.get(line.lineId)) !== Number(priceOf(line)));
  const wanted = changed.length > 0 || Number(deduction) !== Number(before);
  const change: PriceChange = {
    lines: changed.map((line) => ({ lineId: line.lineId, unitPrice: { amount: prices.get(line.lineId) ?? '0', currency } })),
    deduction: Number(deduction) === Number(before) ? null : { amount: deduction, currency },
    reason: reason.trim(),
  };
  const calm = useCalm(change);
  const preview = useQuery({
    queryKey: ['price-preview', order.number, order.version, calm],
    queryFn: ({ signal }) => previewPrices(order.number, calm, signal),
    enabled: wanted && (calm.lines!.length > 0 || calm.deduction !== null),
    retry: false,
    placeholderData: keepPreviousData,
  });
  const save = useAction(() => changePrices(order.number, change, { version: order.version, idempotencyKey }), {
    done: t('pricesChanged'),
    refreshes: [orderKey(order.number), ['orders']],
    then: close,
  });
  const confirm = () => {
    setAsked(true);
    if (change.reason) save.mutate(undefined);
  };
  return (
    <Modal
      open
      width={620}
      title={t('changePrices')}
      okText={c('save')}
      cancelText={c('cancel')}
      okButtonProps={{ disabled: !wanted || preview.isError }}
      confirmLoading={save.isPending}
      onOk={confirm}
      onCancel={close}
    >
      <p className="quiet dialog-lead">{t('pricesLead')}</p>
      <ul className="packing">
        {order.lines.map((line) => (
          <li key={line.lineId}>
            <span>
              {inLanguage(line.name, language)} <span className="quiet">{inLanguage(line.options, language)}</span> × {line.quantity}
              <br />
              <span className="quiet">{t('upTo', { amount: money(line.listPrice) })}</span>
            </span>
            <InputNumber<string>
              stringMode
              aria-label={`${t('unitPrice')}: ${line.sku}`}
              min="0"
              max={line.listPrice.amount}
              precision={2}
              value={prices.get(line.lineId) ?? '0'}
              onChange={(price) => edit(() => setPrices(new Map(prices).set(line.lineId, price ?? '0')))}
            />
          </li>
        ))}
        <li>
          <span>{t('deduction')}</span>
          <InputNumber<string>
            stringMode
            aria-label={t('deduction')}
            min="0"
            max={order.totals.goods.amount}
            precision={2}
            value={deduction}
            onChange={(amount) => edit(() => setDeduction(amount ?? '0'))}
          />
        </li>
      </ul>
      <label className="change-reason">
        <span>{t('reason')}</span>
        <Input
          maxLength={500}
          placeholder={t('reasonHint')}
          status={asked && !reason.trim() ? 'error' : ''}
          value={reason}
          onChange={({ target }) => edit(() => setReason(target.value))}
        />
        {asked && !reason.trim() && <span className="fault">{t('reasonNeeded')}</span>}
      </label>
      <ChangePreview query={preview} totals={order.totals} wanted={wanted} />
    </Modal>
  );
}
